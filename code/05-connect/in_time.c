/* Connect within a time limit of one's own.
 *
 *   cc in_time.c -o in_time
 *   ./in_time 192.0.2.1 500        milliseconds
 */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { PORT = 3001 };

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

/* Milliseconds since some moment in the past; never set back. */
static long long now(void)
{
    struct timespec t;
    if (clock_gettime(CLOCK_MONOTONIC, &t) == -1)
        die("clock_gettime");
    return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

/* As poll for one descriptor that is to be written, but a signal does not
 * end the wait, and does not prolong it: 1 ready, 0 too late, -1 and errno. */
static int wait_writable(int fd, int limit_ms)
{
    struct pollfd writable = {.fd = fd, .events = POLLOUT};
    long long end = now() + limit_ms;
    int left = limit_ms;
    int ready;
    while ((ready = poll(&writable, 1, left)) == -1 && errno == EINTR) {
        long long rest = end - now();
        left = rest > 0 ? (int)rest : 0;
    }
    return ready;
}

/* As connect, but fails with ETIMEDOUT after limit_ms milliseconds.
 * After a failure, close fd: the attempt may still be under way. */
static int connect_within(int fd, const struct sockaddr *addr, socklen_t len,
                          int limit_ms)
{
    int flags = fcntl(fd, F_GETFL);
    if (flags == -1 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) == -1)
        return -1;

    if (connect(fd, addr, len) == -1) {
        if (errno != EINPROGRESS)
            return -1;
        int ready = wait_writable(fd, limit_ms);
        if (ready == 0)
            errno = ETIMEDOUT;
        if (ready != 1)
            return -1;

        int error;
        socklen_t size = sizeof error;
        if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) == -1)
            return -1;
        if (error != 0) {
            errno = error;
            return -1;
        }
    }
    return fcntl(fd, F_SETFL, flags); /* blocking again, if it was */
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: %s address milliseconds\n", argv[0]);
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
    char *rest;
    long limit_ms = strtol(argv[2], &rest, 10);
    if (rest == argv[2] || *rest != '\0' || limit_ms < 0 ||
        limit_ms > INT_MAX) {
        fprintf(stderr, "%s: not a number of milliseconds\n", argv[2]);
        return EXIT_FAILURE;
    }

    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");
    if (connect_within(fd, (struct sockaddr *)&server, sizeof server,
                       (int)limit_ms) == -1)
        die("connect");
    printf("connected\n");
    close(fd);
    return EXIT_SUCCESS;
}
