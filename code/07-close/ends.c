/* The two ends of a connection, as written in chapters 02 to 05. */
#define _POSIX_C_SOURCE 200809L
#include "ends.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

enum { PORT = 3001 };

void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

int listen_on_port(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");
    int on = 1; /* or a restart fails while old connections are in TIME_WAIT */
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1)
        die("setsockopt");
    struct sockaddr_in here = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
        .sin_addr.s_addr = htonl(INADDR_ANY),
    };
    if (bind(fd, (struct sockaddr *)&here, sizeof here) == -1)
        die("bind");
    if (listen(fd, SOMAXCONN) == -1)
        die("listen");
    return fd;
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

int connect_to(const char *address)
{
    struct sockaddr_in server = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
    };
    if (inet_pton(AF_INET, address, &server.sin_addr) != 1) {
        fprintf(stderr, "%s: not an IPv4 address\n", address);
        exit(EXIT_FAILURE);
    }
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");
    if (connect(fd, (struct sockaddr *)&server, sizeof server) == -1)
        die("connect");
    return fd;
}

_Bool wait_for_enter(void)
{
    int c;
    do
        c = getchar();
    while (c != '\n' && c != EOF);
    if (c == EOF && ferror(stdin))
        die("standard input");
    return c == '\n';
}
