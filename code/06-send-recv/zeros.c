/* Four times recv gives 0, and only once because the peer has closed.
 *
 *   cc zeros.c connection.c -o zeros && ./zeros
 */
#define _POSIX_C_SOURCE 200809L
#include "connection.h"
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void try_recv(const char *when, int fd, size_t size)
{
    char buf[16];
    ssize_t n = recv(fd, buf, size, 0);
    if (n == -1)
        die("recv");
    printf("%-19s %zd\n", when, n);
}

/* A datagram socket that has just sent a datagram of no bytes to itself. */
static int with_empty_datagram(void)
{
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd == -1)
        die("socket");
    struct sockaddr_in own = {
        .sin_family = AF_INET,
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    socklen_t len = sizeof own;
    if (bind(fd, (struct sockaddr *)&own, len) == -1)
        die("bind");
    if (getsockname(fd, (struct sockaddr *)&own, &len) == -1)
        die("getsockname");
    if (sendto(fd, "", 0, 0, (struct sockaddr *)&own, len) == -1)
        die("sendto");
    return fd;
}

int main(void)
{
    int datagrams = with_empty_datagram();
    try_recv("an empty datagram:", datagrams, 16);
    close(datagrams);

    int fd, peer;
    connect_both(&fd, &peer);
    if (send(peer, "hello", 5, MSG_NOSIGNAL) == -1)
        die("send");
    try_recv("room for five:", fd, 5);
    if (send(peer, "again", 5, MSG_NOSIGNAL) == -1)
        die("send");
    try_recv("room for none:", fd, 0);
    try_recv("room for five:", fd, 5);

    if (shutdown(fd, SHUT_RD) == -1)
        die("shutdown");
    try_recv("after SHUT_RD:", fd, 16);
    close(fd);
    close(peer);

    connect_both(&fd, &peer);
    close(peer);
    try_recv("the peer closed:", fd, 16);
    close(fd);
    return EXIT_SUCCESS;
}
