/* The peer is gone: what do recv and send say, and in which order?
 *
 *   cc gone.c connection.c -o gone && ./gone
 */
#define _POSIX_C_SOURCE 200809L
#include "connection.h"
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void report(const char *call, ssize_t n)
{
    if (n == -1)
        printf("  %s: %s\n", call, strerror(errno));
    else
        printf("  %s: %zd\n", call, n);
}

static void try_send(int fd)
{
    report("send", send(fd, "hello", 5, MSG_NOSIGNAL));
}

static void try_recv(int fd)
{
    char buf[16];
    report("recv", recv(fd, buf, sizeof buf, 0));
}

/* Sleeps until fd has failed: poll reports that without being asked. */
static void wait_for_reset(int fd)
{
    struct pollfd failed = {.fd = fd};
    if (poll(&failed, 1, -1) == -1)
        die("poll");
}

/* Sleeps until the five bytes are in the peer's receive queue. */
static void wait_for_delivery(int peer)
{
    char buf[5];
    if (recv(peer, buf, sizeof buf, MSG_PEEK | MSG_WAITALL) == -1)
        die("recv");
}

int main(void)
{
    int fd, peer;
    connect_both(&fd, &peer);
    /* begin: closed */
    puts("the peer closes");
    close(peer);
    try_recv(fd);
    try_send(fd);
    wait_for_reset(fd); /* the answer of its kernel: nobody is there */
    try_send(fd);
    /* end: closed */
    close(fd);

    connect_both(&fd, &peer);
    /* begin: unread */
    puts("the peer closes without reading");
    try_send(fd);
    wait_for_delivery(peer);
    close(peer);
    wait_for_reset(fd);
    try_recv(fd);
    try_recv(fd);
    try_send(fd);
    /* end: unread */
    close(fd);
    return EXIT_SUCCESS;
}
