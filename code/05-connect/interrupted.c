/* A signal interrupts connect; the attempt goes on without it.
 *
 *   cc interrupted.c -o interrupted
 *   ./interrupted 192.0.2.1        a host that does not answer yet
 */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 3001 };

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

/* Rings again in a second: the first may come before connect is called. */
static void ring(int signal_number)
{
    (void)signal_number;
    alarm(1);
}

/* Waits for the end of the attempt on fd; 0, or what went wrong. */
static int finish_connecting(int fd)
{
    struct pollfd writable = {.fd = fd, .events = POLLOUT};
    while (poll(&writable, 1, -1) == -1)
        if (errno != EINTR)
            die("poll");

    int error;
    socklen_t len = sizeof error;
    if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &len) == -1)
        die("getsockopt");
    return error;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s address\n", argv[0]);
        return EXIT_FAILURE;
    }
    struct sockaddr_in server = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
    };
    if (inet_pton(AF_INET, argv[1], &server.sin_addr) != 1) {
        fprintf(stderr, "%s: not an IPv4 address\n", argv[1]);
        return EXIT_FAILURE;
    }
    /* No SA_RESTART: with it, the kernel would call connect again itself. */
    struct sigaction on_alarm = {.sa_handler = ring};
    sigemptyset(&on_alarm.sa_mask);
    if (sigaction(SIGALRM, &on_alarm, NULL) == -1)
        die("sigaction");

    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");
    alarm(1);
    int result = connect(fd, (struct sockaddr *)&server, sizeof server);
    if (result == -1) {
        int reason = errno;
        perror("connect");
        if (reason != EINTR)
            exit(EXIT_FAILURE);
        errno = finish_connecting(fd);
        if (errno != 0)
            die("connect, later");
    }
    printf("connected\n");
    close(fd);
    return EXIT_SUCCESS;
}
