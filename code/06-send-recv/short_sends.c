/* Four ways to get a short send: nobody reads what this program sends.
 *
 *   cc short_sends.c connection.c -o short_sends && ./short_sends
 */
#define _POSIX_C_SOURCE 200809L
#include "connection.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SIZE = 50000000 };

static char bytes[SIZE];

/* Rings again: the first one may come before send, and be missed. */
static void ring(int signal_number)
{
    (void)signal_number;
    alarm(1);
}

/* Sends until nothing more is taken; says how the first send went. */
static void send_until_failure(const char *how, int fd)
{
    ssize_t first = send(fd, bytes, sizeof bytes, MSG_NOSIGNAL);
    ssize_t n = first;
    while (n > 0)
        n = send(fd, bytes, sizeof bytes, MSG_NOSIGNAL);
    int error = errno; /* kept at once: printf may change errno */
    int taken_in_part = first > 0 && first < SIZE;
    printf("%-13s %s, in the end: %s\n", how,
           taken_in_part ? "short" : "not short", strerror(error));
}

static void non_blocking(int fd)
{
    if (fcntl(fd, F_SETFL, O_NONBLOCK) == -1)
        die("fcntl");
    send_until_failure("non-blocking:", fd);
}

static void with_a_limit(int fd)
{
    struct timeval limit = {.tv_usec = 100000}; /* a tenth of a second */
    if (setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit) == -1)
        die("setsockopt");
    send_until_failure("SO_SNDTIMEO:", fd);
}

static void interrupted(int fd)
{
    struct sigaction action = {.sa_handler = ring}; /* without SA_RESTART */
    sigemptyset(&action.sa_mask);
    if (sigaction(SIGALRM, &action, NULL) == -1)
        die("sigaction");
    alarm(1);
    send_until_failure("a signal:", fd);
    alarm(0);
}

/* The other end leaves once bytes have come, and has read none of them. That
 * is a reset: chapter 07 says why. Here a second process holds that end, since
 * this one sleeps in send. */
static void reset(int fd, int silent)
{
    pid_t child = fork();
    if (child == -1)
        die("fork");
    if (child == 0) {
        char byte;
        close(fd);
        ssize_t n = recv(silent, &byte, 1, MSG_PEEK);
        close(silent);
        _exit(n == 1 ? EXIT_SUCCESS : EXIT_FAILURE);
    }
    close(silent);
    send_until_failure("a reset:", fd);
    close(fd);
    if (waitpid(child, NULL, 0) == -1)
        die("waitpid");
}

int main(void)
{
    void (*const ways[])(int) = {non_blocking, with_a_limit, interrupted};
    int fd, silent;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        connect_both(&fd, &silent);
        ways[i](fd);
        close(fd);
        close(silent);
    }
    connect_both(&fd, &silent);
    reset(fd, silent);
    return EXIT_SUCCESS;
}
