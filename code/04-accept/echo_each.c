/* Give each client back what it sends, one client at a time; two clients.
 *
 *   cc echo_each.c -o echo_each
 *   ./echo_each                    then, in two other terminals: ./talk
 */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 3001, CLIENTS = 2 };

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

/* A socket that listens on every IPv4 address of this machine. */
static int listen_on(uint16_t port)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");
    int on = 1; /* or a restart fails while old connections are in TIME_WAIT */
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1)
        die("setsockopt");
    struct sockaddr_in here = {
        .sin_family = AF_INET,
        .sin_port = htons(port),
        .sin_addr.s_addr = htonl(INADDR_ANY),
    };
    if (bind(fd, (struct sockaddr *)&here, sizeof here) == -1)
        die("bind");
    if (listen(fd, SOMAXCONN) == -1)
        die("listen");
    return fd;
}

/* Waits for the next client; gives its descriptor. */
static int accept_one(int listening)
{
    for (;;) {
        int fd = accept(listening, NULL, NULL);
        if (fd >= 0)
            return fd;
        if (errno != EINTR && errno != ECONNABORTED)
            die("accept");
    }
}

/* Serves this client to the end of what it sends; a failure ends it too. */
static void echo(int fd)
{
    char text[256];
    ssize_t n;
    while ((n = recv(fd, text, sizeof text, 0)) > 0) {
        printf("received: %.*s", (int)n, text);
        /* Few bytes, blocking: sent whole. Chapter 06 says when not. */
        if (send(fd, text, (size_t)n, MSG_NOSIGNAL) == -1) {
            perror("send");
            return;
        }
    }
    if (n == -1)
        perror("recv");
}

int main(void)
{
    int listening = listen_on(PORT);
    puts("listening");
    for (int served = 0; served < CLIENTS; served++) {
        int client = accept_one(listening);
        puts("one client accepted");
        echo(client); /* meanwhile nobody calls accept */
        close(client);
        puts("it has left");
    }
    close(listening);
    return EXIT_SUCCESS;
}
