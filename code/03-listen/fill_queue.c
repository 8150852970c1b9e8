/* Connect to a socket that nobody accepts from, until its queue is full.
 *
 *   cc fill_queue.c -o fill_queue && ./fill_queue 5
 */
#define _DEFAULT_SOURCE /* for struct tcp_info */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    PORT = 3001,
    MOST = 500 /* clients: each holds a descriptor, of 1024 as a rule */
};

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static int open_socket(int flags)
{
    int fd = socket(AF_INET, SOCK_STREAM | flags, 0);
    if (fd == -1)
        die("socket");
    return fd;
}

static struct tcp_info info_of(int fd)
{
    struct tcp_info info;
    socklen_t len = sizeof info;
    if (getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &len) == -1)
        die("getsockopt");
    return info;
}

/* Connects once more, and looks at both sockets until one of two things has
 * happened: the queue has grown (1), or the SYN had to be sent again (0). */
static int joins_queue(int fd, const struct sockaddr_in *server, int listening)
{
    unsigned before = info_of(listening).tcpi_unacked;
    if (connect(fd, (const struct sockaddr *)server, sizeof *server) == -1 &&
        errno != EINPROGRESS)
        die("connect");
    for (;;) {
        if (info_of(listening).tcpi_unacked > before)
            return 1;
        struct tcp_info info = info_of(fd);
        if (info.tcpi_state == TCP_SYN_SENT && info.tcpi_total_retrans > 0)
            return 0;
        poll(NULL, 0, 1); /* a millisecond, not to burn the processor */
    }
}

int main(int argc, char **argv)
{
    int backlog = argc == 2 ? atoi(argv[1]) : -1;
    if (backlog < 0 || backlog > MOST - 2) {
        fprintf(stderr, "usage: %s backlog (0 to %d)\n", argv[0], MOST - 2);
        return EXIT_FAILURE;
    }
    struct sockaddr_in here = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    int listening = open_socket(0);
    if (bind(listening, (struct sockaddr *)&here, sizeof here) == -1)
        die("bind");
    if (listen(listening, backlog) == -1)
        die("listen");

    int clients[MOST];
    int count = 0;
    do
        clients[count++] = open_socket(SOCK_NONBLOCK);
    while (joins_queue(clients[count - 1], &here, listening) && count < MOST);

    printf("backlog %d: %d in the queue, ", backlog, count - 1);
    printf("one more in SYN_SENT, its SYN sent again\n");

    close(listening); /* first: it resets the connections it never gave out */
    while (count > 0)
        close(clients[--count]);
    return EXIT_SUCCESS;
}
