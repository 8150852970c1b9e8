/* Accept while an alarm rings every second, and say what it interrupts, once.
 *
 *   cc interrupted.c -o interrupted
 *   ./interrupted                  then, in another terminal: ./say hello
 */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
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

/* Rings again: the first one may come just before accept, and be missed. */
static void ring(int signal_number)
{
    (void)signal_number;
    alarm(1);
}

/* A socket that listens on every IPv4 address of this machine. */
static int listen_on(uint16_t port)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");
    int on = 1; /* or a restart fails while old connections are in TIME_WAIT */
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1)
        die("setsockopt");
    struct sockaddr_in here = {
        .sin_family = AF_INET,
        .sin_port = htons(port),
        .sin_addr.s_addr = htonl(INADDR_ANY),
    };
    if (bind(fd, (struct sockaddr *)&here, sizeof here) == -1)
        die("bind");
    if (listen(fd, SOMAXCONN) == -1)
        die("listen");
    return fd;
}

int main(void)
{
    int listening = listen_on(PORT);

    struct sigaction action = {.sa_handler = ring}; /* without SA_RESTART */
    sigemptyset(&action.sa_mask);
    if (sigaction(SIGALRM, &action, NULL) == -1)
        die("sigaction");
    alarm(1);

    bool said = false;
    int client;
    while ((client = accept(listening, NULL, NULL)) == -1) {
        if (errno != EINTR)
            die("accept");
        if (!said)
            perror("accept");
        said = true;
    }
    printf("accepted: descriptor %d\n", client);
    close(client);
    close(listening);
    return EXIT_SUCCESS;
}
