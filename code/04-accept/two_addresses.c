/* Listen on every address; print the address of each socket, as the kernel
 * has it, for two clients.
 *
 *   cc two_addresses.c -o two_addresses
 *   ./two_addresses                then: ./say hello, ./say hello 127.0.0.2
 */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
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

static void show_address(const char *what, const struct sockaddr_in *addr)
{
    char text[INET_ADDRSTRLEN];
    if (!inet_ntop(AF_INET, &addr->sin_addr, text, sizeof text))
        die("inet_ntop");
    printf("%s %s port %d\n", what, text, ntohs(addr->sin_port));
}

/* This end of the socket. */
static void show_own(const char *what, int fd)
{
    struct sockaddr_in own;
    socklen_t len = sizeof own;
    if (getsockname(fd, (struct sockaddr *)&own, &len) == -1)
        die("getsockname");
    show_address(what, &own);
}

/* The other end; a client that has reset has none any more. */
static void show_peer(const char *what, int fd)
{
    struct sockaddr_in peer;
    socklen_t len = sizeof peer;
    if (getpeername(fd, (struct sockaddr *)&peer, &len) == -1)
        perror("getpeername");
    else
        show_address(what, &peer);
}

int main(void)
{
    int listening = listen_on(PORT);
    show_own("listening:", listening);

    for (int served = 0; served < CLIENTS; served++) {
        int client = accept(listening, NULL, NULL);
        if (client == -1)
            die("accept");
        show_own("accepted: ", client);
        show_peer("      with", client);
        close(client);
    }
    show_own("listening:", listening);
    close(listening);
    return EXIT_SUCCESS;
}
