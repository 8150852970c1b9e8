/* A server to talk to: what a client says comes back in capitals.
 *
 *   cc shout.c -o shout
 *   ./shout 127.0.0.1              or ./shout ::1; Ctrl-C stops it
 */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 3001 };

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

/* A socket that listens on this address, of IPv4 or IPv6. */
static int listen_on(const char *address)
{
    struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_port = htons(PORT)};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6,
                              .sin6_port = htons(PORT)};
    struct sockaddr *here = (struct sockaddr *)&v4;
    socklen_t len = sizeof v4;
    if (inet_pton(AF_INET, address, &v4.sin_addr) != 1) {
        if (inet_pton(AF_INET6, address, &v6.sin6_addr) != 1) {
            fprintf(stderr, "%s: not an address\n", address);
            exit(EXIT_FAILURE);
        }
        here = (struct sockaddr *)&v6;
        len = sizeof v6;
    }

    int fd = socket(here->sa_family, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");
    int on = 1; /* or a restart fails while old connections are in TIME_WAIT */
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1)
        die("setsockopt");
    if (bind(fd, here, len) == -1)
        die("bind");
    if (listen(fd, SOMAXCONN) == -1)
        die("listen");
    return fd;
}

/* The address and port of one end, as "here 127.0.0.1 port 3001". */
static void show_end(const char *which, const struct sockaddr_storage *end,
                     socklen_t len)
{
    char host[INET6_ADDRSTRLEN], port[sizeof "65535"];
    int problem =
        getnameinfo((const struct sockaddr *)end, len, host, sizeof host, port,
                    sizeof port, NI_NUMERICHOST | NI_NUMERICSERV);
    if (problem != 0) {
        fprintf(stderr, "getnameinfo: %s\n", gai_strerror(problem));
        exit(EXIT_FAILURE);
    }
    printf("%s %s port %s", which, host, port);
}

/* Gives back everything that the client says, until it closes. */
static void shout_back(int fd)
{
    char buf[256];
    ssize_t n;
    while ((n = recv(fd, buf, sizeof buf, 0)) > 0) {
        for (ssize_t i = 0; i < n; i++)
            buf[i] = (char)toupper((unsigned char)buf[i]);
        /* Few bytes, blocking: sent whole. Chapter 06 says when not. */
        if (send(fd, buf, (size_t)n, MSG_NOSIGNAL) == -1) {
            perror("send"); /* this client's trouble, not the server's */
            return;
        }
    }
    if (n == -1)
        perror("recv");
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s address\n", argv[0]);
        return EXIT_FAILURE;
    }
    int listening = listen_on(argv[1]);
    printf("listening on %s port %d\n", argv[1], PORT);

    for (;;) {
        struct sockaddr_storage here, there;
        socklen_t here_len = sizeof here, there_len = sizeof there;
        int fd = accept(listening, (struct sockaddr *)&there, &there_len);
        if (fd == -1) {
            if (errno == EINTR || errno == ECONNABORTED)
                continue;
            die("accept");
        }
        if (getsockname(fd, (struct sockaddr *)&here, &here_len) == -1)
            die("getsockname");
        show_end("here", &here, here_len);
        show_end(", there", &there, there_len);
        putchar('\n');
        shout_back(fd);
        close(fd);
    }
}
