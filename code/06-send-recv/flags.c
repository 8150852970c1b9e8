/* What the flags of recv change, and read and write beside recv and send.
 *
 *   cc flags.c connection.c -o flags && ./flags
 */
#define _POSIX_C_SOURCE 200809L
#include "connection.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static char buf[10];

static void report(const char *call, ssize_t n)
{
    if (n == -1)
        printf("%-18s %s\n", call, strerror(errno));
    else
        printf("%-18s %zd bytes \"%.*s\"\n", call, n, (int)n, buf);
}

int main(void)
{
    int fd, peer;
    connect_both(&fd, &peer);

    /* begin: flags */
    if (write(peer, "hello", 5) == -1)
        die("write");
    report("MSG_PEEK", recv(fd, buf, sizeof buf, MSG_PEEK));
    report("no flag", recv(fd, buf, sizeof buf, 0));
    report("MSG_DONTWAIT", recv(fd, buf, sizeof buf, MSG_DONTWAIT));

    if (send(peer, "hello", 5, MSG_NOSIGNAL) == -1)
        die("send");
    report("read", read(fd, buf, sizeof buf));

    if (send(peer, "good", 4, MSG_NOSIGNAL) == -1)
        die("send");
    if (send(peer, "bye", 3, MSG_NOSIGNAL) == -1)
        die("send");
    close(peer);
    report("MSG_WAITALL, 6", recv(fd, buf, 6, MSG_WAITALL));
    report("MSG_WAITALL, 6", recv(fd, buf, 6, MSG_WAITALL));
    /* end: flags */

    close(fd);
    return EXIT_SUCCESS;
}
