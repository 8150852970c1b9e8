/* Twenty questions, each sent in two pieces, and their answers: how long
 * does that take, as usual and with TCP_NODELAY?
 *
 *   cc rounds.c connection.c stream.c -o rounds && ./rounds
 */
#define _POSIX_C_SOURCE 200809L
#include "connection.h"
#include "stream.h"
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS = 20 };

static void send_byte(int fd)
{
    if (send(fd, "x", 1, MSG_NOSIGNAL) == -1)
        die("send");
}

static void recv_bytes(int fd, size_t len)
{
    char buf[2];
    if (recv_all(fd, buf, len) == -1)
        die("recv");
}

/* write, write, read: the two halves of a question, then the answer. */
static void one_round(int client, int server)
{
    send_byte(client);
    send_byte(client);
    recv_bytes(server, 2);
    send_byte(server);
    recv_bytes(client, 1);
}

/* How many milliseconds all rounds take. */
static long measure(int client, int server)
{
    struct timespec from, to;
    if (clock_gettime(CLOCK_MONOTONIC, &from) == -1)
        die("clock_gettime");
    for (int i = 0; i < ROUNDS; i++)
        one_round(client, server);
    if (clock_gettime(CLOCK_MONOTONIC, &to) == -1)
        die("clock_gettime");
    return (to.tv_sec - from.tv_sec) * 1000 +
           (to.tv_nsec - from.tv_nsec) / 1000000;
}

int main(void)
{
    int client, server;
    connect_both(&client, &server);
    long usual = measure(client, server);
    printf("as usual: %ld ms, %s than 400\n", usual,
           usual > 400 ? "more" : "not more");

    /* begin: no_delay */
    int on = 1;
    if (setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) == -1)
        die("setsockopt");
    /* end: no_delay */
    long at_once = measure(client, server);
    printf("TCP_NODELAY: %ld ms, %s than 200\n", at_once,
           at_once < 200 ? "less" : "not less");
    close(client);
    close(server);
    return EXIT_SUCCESS;
}
