/* One end of a connection, by hand: each line typed is a call, and what it
 * gives is printed. Ctrl-D closes what is open, and leaves.
 *
 *   cc by_hand.c watch.c ends.c -o by_hand
 *   ./by_hand server               then, in another terminal:
 *   ./by_hand 127.0.0.1            and type: send hello
 */
#define _POSIX_C_SOURCE 200809L
#include "ends.h"
#include "watch.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int duplicate = -1; /* a second descriptor of the same socket */

/* errno must still be that of the call. */
static void report(const char *call, int result)
{
    if (result == -1)
        perror(call);
    else
        printf("%s: %d\n", call, result);
}

/* "recv" has room for 256 bytes, "recv 5" for five. */
static void receive(int fd, const char *call)
{
    char text[256];
    size_t room = sizeof text;
    if (sscanf(call, "recv %zu", &room) == 1 && room > sizeof text)
        room = sizeof text;
    ssize_t n = recv(fd, text, room, 0);
    if (n > 0)
        printf("recv: %zd, \"%.*s\"\n", n, (int)n, text);
    else
        report("recv", (int)n);
}

/* Sleeps until nothing can go through any more, in either direction. */
static void wait_for_end(int fd)
{
    struct pollfd end = {.fd = fd}; /* POLLHUP comes without being asked */
    if (poll(&end, 1, -1) == -1)
        die("poll");
    puts(end.revents & POLLHUP ? "POLLHUP" : "another event");
}

/* close, and a reset instead of a goodbye (if no duplicate is left). */
static void reset(int fd)
{
    struct linger at_once = {.l_onoff = 1, .l_linger = 0};
    if (setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once) == -1)
        die("setsockopt");
    report("close", close(fd));
}

/* The descriptor that is left when the first one has been closed, or -1. */
static int take_duplicate(void)
{
    int fd = duplicate;
    duplicate = -1;
    return fd;
}

/* Makes this call on fd; gives the descriptor that is left. */
static int make_call(const char *call, int fd)
{
    if (strncmp(call, "send ", 5) == 0) {
        const char *text = call + 5; /* few bytes: sent whole */
        report("send", (int)send(fd, text, strlen(text), MSG_NOSIGNAL));
    } else if (strcmp(call, "recv") == 0 || strncmp(call, "recv ", 5) == 0) {
        receive(fd, call);
    } else if (strcmp(call, "shutdown SHUT_WR") == 0) {
        report("shutdown", shutdown(fd, SHUT_WR));
    } else if (strcmp(call, "shutdown SHUT_RD") == 0) {
        report("shutdown", shutdown(fd, SHUT_RD));
    } else if (strcmp(call, "close") == 0) {
        report("close", close(fd));
        fd = take_duplicate();
    } else if (strcmp(call, "dup") == 0 && duplicate == -1) {
        duplicate = dup(fd);
        report("dup", duplicate);
    } else if (strcmp(call, "reset") == 0) {
        reset(fd);
        fd = take_duplicate();
    } else if (strcmp(call, "wait") == 0) {
        wait_for_end(fd);
    } else if (strcmp(call, "settings") == 0) {
        print_keepalive(fd);
    } else if (strcmp(call, "keep alive") == 0) {
        keep_alive(fd);
    } else if (strcmp(call, "limit silence") == 0) {
        limit_silence(fd);
    } else {
        printf("%s: not one of my calls, or not now\n", call);
    }
    return fd;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s server | ADDRESS\n", argv[0]);
        return EXIT_FAILURE;
    }
    int fd;
    if (strcmp(argv[1], "server") == 0) {
        int listening = listen_on_port();
        puts("listening");
        fd = accept_one(listening);
        close(listening); /* one client is enough */
    } else {
        fd = connect_to(argv[1]);
    }
    printf("connected: descriptor %d\n", fd);

    char line[256];
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        fd = make_call(line, fd);
    }
    if (ferror(stdin))
        die("standard input");
    if (duplicate != -1)
        close(duplicate);
    if (fd != -1)
        close(fd);
    return EXIT_SUCCESS;
}
