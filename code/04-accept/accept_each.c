/* Serve three clients one after the other: accept one, print what it says,
 * close its descriptor.
 *
 *   cc accept_each.c -o accept_each
 *   ./accept_each                  then, in another terminal: ./say hello
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

enum { PORT = 3001, CLIENTS = 3 };

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

/* Waits for the next client; gives its descriptor, and its address in *peer. */
static int accept_one(int listening, struct sockaddr_in *peer)
{
    for (;;) {
        socklen_t len = sizeof *peer; /* in: our room; out: what was filled */
        int fd = accept(listening, (struct sockaddr *)peer, &len);
        if (fd >= 0)
            return fd;
        if (errno != EINTR && errno != ECONNABORTED)
            die("accept");
    }
}

/* Prints what has arrived by the first recv: a short text as a rule, but TCP
 * does not promise it whole. Chapter 06 reads lines. */
static void serve(int fd, const struct sockaddr_in *peer)
{
    char who[INET_ADDRSTRLEN];
    if (!inet_ntop(AF_INET, &peer->sin_addr, who, sizeof who))
        die("inet_ntop");

    char text[256];
    ssize_t n = recv(fd, text, sizeof text, 0);
    if (n == -1)
        perror("recv"); /* this client's trouble, not the server's */
    else
        printf("descriptor %d, %s port %d: %.*s\n", fd, who,
               ntohs(peer->sin_port), (int)n, text);
}

int main(void)
{
    int listening = listen_on(PORT);
    printf("descriptor %d listens on port %d\n", listening, PORT);

    for (int served = 0; served < CLIENTS; served++) {
        struct sockaddr_in peer;
        int client = accept_one(listening, &peer);
        serve(client, &peer);
        close(client);
    }
    close(listening);
    return EXIT_SUCCESS;
}
