/* Bind a socket to this IPv4 address and port, and say whether it worked.
 *
 *   cc bind_to.c -o bind_to
 *   ./bind_to 127.0.0.1 3000
 */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

/* Reads a decimal port number; anything else ends the program. */
static uint16_t read_port(const char *text)
{
    char *end;
    unsigned long port = strtoul(text, &end, 10);
    if (end == text || *end != '\0' || port > UINT16_MAX) {
        fprintf(stderr, "%s: not a port number\n", text);
        exit(EXIT_FAILURE);
    }
    return (uint16_t)port;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: %s address port\n", argv[0]);
        return EXIT_FAILURE;
    }
    struct sockaddr_in here = {
        .sin_family = AF_INET,
        .sin_port = htons(read_port(argv[2])),
    };
    if (inet_pton(AF_INET, argv[1], &here.sin_addr) != 1) {
        fprintf(stderr, "%s: not an IPv4 address\n", argv[1]);
        return EXIT_FAILURE;
    }

    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");
    if (bind(fd, (struct sockaddr *)&here, sizeof here) == -1)
        die("bind");
    printf("bound to %s port %s\n", argv[1], argv[2]);

    close(fd);
    return EXIT_SUCCESS;
}
