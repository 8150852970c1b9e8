#define _POSIX_C_SOURCE 200809L
#include "connection.h"
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

_Noreturn void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static int stream_socket(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");
    return fd;
}

static struct sockaddr_in fill(const char *address, uint16_t port)
{
    struct sockaddr_in filled = {.sin_family = AF_INET,
                                 .sin_port = htons(port)};
    if (inet_pton(AF_INET, address, &filled.sin_addr) != 1) {
        fprintf(stderr, "%s: not an IPv4 address\n", address);
        exit(EXIT_FAILURE);
    }
    return filled;
}

int listen_at(const char *address, uint16_t port)
{
    int fd = stream_socket();
    int on = 1; /* or a restart fails while old connections are in TIME_WAIT */
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1)
        die("setsockopt");
    struct sockaddr_in here = fill(address, port);
    if (bind(fd, (struct sockaddr *)&here, sizeof here) == -1)
        die("bind");
    if (listen(fd, SOMAXCONN) == -1)
        die("listen");
    return fd;
}

int listen_on(uint16_t port)
{
    return listen_at("127.0.0.1", port);
}

int accept_one(int listening)
{
    for (;;) {
        int fd = accept(listening, NULL, NULL);
        if (fd >= 0)
            return fd;
        if (errno != EINTR && errno != ECONNABORTED)
            die("accept");
    }
}

int connect_at(const char *address, uint16_t port)
{
    int fd = stream_socket();
    struct sockaddr_in server = fill(address, port);
    if (connect(fd, (struct sockaddr *)&server, sizeof server) == -1)
        die("connect");
    return fd;
}

int connect_to(uint16_t port)
{
    return connect_at("127.0.0.1", port);
}

void connect_both(int *one_end, int *other_end)
{
    int listening = listen_on(0); /* 0: any port that is free */
    struct sockaddr_in here;
    socklen_t len = sizeof here;
    if (getsockname(listening, (struct sockaddr *)&here, &len) == -1)
        die("getsockname");
    *one_end = connect_to(ntohs(here.sin_port));
    *other_end = accept_one(listening);
    close(listening);
}

void wait_for_enter(void)
{
    int c;
    do {
        c = getchar();
    } while (c != '\n' && c != EOF);
}
