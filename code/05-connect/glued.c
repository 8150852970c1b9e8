/* Two sends, one recv: this program holds both ends of a connection.
 *
 *   cc glued.c -o glued && ./glued
 */
#define _POSIX_C_SOURCE 200809L
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static int open_socket(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");
    return fd;
}

int main(void)
{
    int listening = open_socket();
    struct sockaddr_in server = {
        .sin_family = AF_INET,
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    socklen_t len = sizeof server;
    if (bind(listening, (struct sockaddr *)&server, len) == -1)
        die("bind");
    if (listen(listening, 1) == -1)
        die("listen");
    if (getsockname(listening, (struct sockaddr *)&server, &len) == -1)
        die("getsockname");

    int one_end = open_socket();
    if (connect(one_end, (struct sockaddr *)&server, sizeof server) == -1)
        die("connect");
    int other_end = accept(listening, NULL, NULL);
    if (other_end == -1)
        die("accept");

    /* begin: two_sends_one_recv */
    if (send(one_end, "AAA", 3, MSG_NOSIGNAL) == -1)
        die("send");
    if (send(one_end, "BBB", 3, MSG_NOSIGNAL) == -1)
        die("send");

    char buf[256]; /* wait for both, taking nothing yet */
    if (recv(other_end, buf, 6, MSG_PEEK | MSG_WAITALL) == -1)
        die("recv");

    ssize_t n = recv(other_end, buf, sizeof buf, 0);
    if (n == -1)
        die("recv");
    printf("one recv: %zd bytes, \"%.*s\"\n", n, (int)n, buf);
    /* end: two_sends_one_recv */

    close(other_end);
    close(one_end);
    close(listening);
    return EXIT_SUCCESS;
}
