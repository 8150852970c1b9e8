/* A client that chooses its own address and port, then connects to
 * 127.0.0.1 port 3001. With "reuse": SO_REUSEADDR before bind.
 *
 *   cc from.c -o from
 *   ./from 127.0.0.2 3001          while ./shout 127.0.0.1 runs
 */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { SERVER_PORT = 3001 };

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

/* Gives this address and port to the client's end. */
static void bind_to(int fd, const char *address, uint16_t port)
{
    struct sockaddr_in here = {
        .sin_family = AF_INET,
        .sin_port = htons(port),
    };
    if (inet_pton(AF_INET, address, &here.sin_addr) != 1) {
        fprintf(stderr, "%s: not an IPv4 address\n", address);
        exit(EXIT_FAILURE);
    }
    if (bind(fd, (struct sockaddr *)&here, sizeof here) == -1)
        die("bind");
}

int main(int argc, char **argv)
{
    if (argc < 3 || argc > 4 || (argc == 4 && strcmp(argv[3], "reuse") != 0)) {
        fprintf(stderr, "usage: %s address port [reuse]\n", argv[0]);
        return EXIT_FAILURE;
    }
    char *rest;
    unsigned long port = strtoul(argv[2], &rest, 10);
    if (rest == argv[2] || *rest != '\0' || port > UINT16_MAX) {
        fprintf(stderr, "%s: not a port number\n", argv[2]);
        return EXIT_FAILURE;
    }

    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");
    int on = argc == 4;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1)
        die("setsockopt");
    bind_to(fd, argv[1], (uint16_t)port);

    struct sockaddr_in server = {
        .sin_family = AF_INET,
        .sin_port = htons(SERVER_PORT),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    if (connect(fd, (struct sockaddr *)&server, sizeof server) == -1)
        die("connect");
    printf("connected\n");
    close(fd); /* the client closes first: TIME_WAIT will be on its side */
    return EXIT_SUCCESS;
}
