/* Make send and recv fail, once for each reason, and print what they say.
 *
 *   cc each_error.c connection.c -o each_error && ./each_error
 */
#define _POSIX_C_SOURCE 200809L
#include "connection.h"
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const char *error_name(int error)
{
    switch (error) {
    case EAGAIN:
        return "EAGAIN";
    case EBADF:
        return "EBADF";
    case ECONNRESET:
        return "ECONNRESET";
    case EINTR:
        return "EINTR";
    case ENOTCONN:
        return "ENOTCONN";
    case ENOTSOCK:
        return "ENOTSOCK";
    case EPIPE:
        return "EPIPE";
    default:
        return "another error";
    }
}

static void report(const char *what, ssize_t n)
{
    int error = errno; /* kept at once: printf may change errno */
    if (n >= 0)
        printf("%s: %zd bytes\n", what, n);
    else
        printf("%s: %s, %s\n", what, error_name(error), strerror(error));
}

/* Rings again: the first one may come before recv, and be missed. */
static void ring(int signal_number)
{
    (void)signal_number;
    alarm(1);
}

static void ring_every_second(void)
{
    struct sigaction action = {.sa_handler = ring}; /* without SA_RESTART */
    sigemptyset(&action.sa_mask);
    if (sigaction(SIGALRM, &action, NULL) == -1)
        die("sigaction");
    alarm(1);
}

/* Closes so that the peer gets a reset; chapter 07 says why. */
static void reset(int fd)
{
    struct linger at_once = {.l_onoff = 1, .l_linger = 0};
    if (setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once) == -1)
        die("setsockopt");
    close(fd);
}

int main(void)
{
    char buf[16];
    int lone = socket(AF_INET, SOCK_STREAM, 0);
    if (lone == -1)
        die("socket");
    report("recv, not connected", recv(lone, buf, sizeof buf, 0));
    report("send, not connected", send(lone, "x", 1, MSG_NOSIGNAL));
    close(lone);
    report("recv, closed descriptor", recv(lone, buf, sizeof buf, 0));
    report("send, standard input", send(STDIN_FILENO, "x", 1, MSG_NOSIGNAL));

    int fd, peer;
    connect_both(&fd, &peer);
    report("recv, nothing there", recv(fd, buf, sizeof buf, MSG_DONTWAIT));
    ring_every_second();
    report("recv, a signal", recv(fd, buf, sizeof buf, 0));
    alarm(0);
    reset(peer);
    report("recv, the peer resets", recv(fd, buf, sizeof buf, 0));
    report("send, after that", send(fd, "x", 1, MSG_NOSIGNAL));
    close(fd);
    return EXIT_SUCCESS;
}
