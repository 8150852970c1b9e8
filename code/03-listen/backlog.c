/* Ask for many backlogs, and read back the one that the kernel keeps.
 *
 *   cc backlog.c -o backlog && ./backlog
 */
#define _DEFAULT_SOURCE /* for struct tcp_info */
#include <limits.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

/* The backlog of a listening socket. TCP_INFO has no field of its own for
 * it: Linux puts it in tcpi_sacked, where ss finds it too. */
static unsigned backlog_of(int listening)
{
    struct tcp_info info;
    socklen_t len = sizeof info;
    if (getsockopt(listening, IPPROTO_TCP, TCP_INFO, &info, &len) == -1)
        die("getsockopt");
    return info.tcpi_sacked;
}

static void ask(int fd, const char *name, int backlog)
{
    if (listen(fd, backlog) == -1)
        die("listen");
    printf("listen(fd, %s) keeps %u\n", name, backlog_of(fd));
}

int main(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");

    ask(fd, "0", 0);
    ask(fd, "5", 5);
    ask(fd, "100", 100);
    ask(fd, "SOMAXCONN", SOMAXCONN);
    ask(fd, "BUFSIZ", BUFSIZ); /* a buffer's size: not a backlog at all */
    ask(fd, "INT_MAX", INT_MAX);
    ask(fd, "-1", -1);
    ask(fd, "20", 20);

    close(fd);
    return EXIT_SUCCESS;
}
