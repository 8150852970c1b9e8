/* How long this end believes in a peer that says nothing. */
#define _POSIX_C_SOURCE 200809L
#include "watch.h"
#include "ends.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <sys/socket.h>

static int get(int fd, int level, int option)
{
    int value;
    socklen_t len = sizeof value;
    if (getsockopt(fd, level, option, &value, &len) == -1)
        die("getsockopt");
    return value;
}

static void set(int fd, int level, int option, int value)
{
    if (setsockopt(fd, level, option, &value, sizeof value) == -1)
        die("setsockopt");
}

void print_keepalive(int fd)
{
    printf("SO_KEEPALIVE  %d\n", get(fd, SOL_SOCKET, SO_KEEPALIVE));
    printf("TCP_KEEPIDLE  %d s\n", get(fd, IPPROTO_TCP, TCP_KEEPIDLE));
    printf("TCP_KEEPINTVL %d s\n", get(fd, IPPROTO_TCP, TCP_KEEPINTVL));
    printf("TCP_KEEPCNT   %d\n", get(fd, IPPROTO_TCP, TCP_KEEPCNT));
}

/* The times are for a demonstration: a server would take minutes. */
void keep_alive(int fd)
{
    set(fd, IPPROTO_TCP, TCP_KEEPIDLE, 1);  /* seconds of silence */
    set(fd, IPPROTO_TCP, TCP_KEEPINTVL, 1); /* seconds between probes */
    set(fd, IPPROTO_TCP, TCP_KEEPCNT, 3);   /* probes without an answer */
    set(fd, SOL_SOCKET, SO_KEEPALIVE, 1);
}

void limit_silence(int fd)
{
    set(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, 2000); /* ms: two seconds */
}
