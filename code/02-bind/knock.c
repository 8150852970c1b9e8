/* Connect to port 3000 of one IPv4 address, wait until the other end is
 * closed, leave.
 *
 *   cc knock.c -o knock
 *   ./knock 127.0.0.1
 */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 3000 };

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s address\n", argv[0]);
        return EXIT_FAILURE;
    }
    struct sockaddr_in server = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
    };
    if (inet_pton(AF_INET, argv[1], &server.sin_addr) != 1) {
        fprintf(stderr, "%s: not an IPv4 address\n", argv[1]);
        return EXIT_FAILURE;
    }

    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");
    if (connect(fd, (struct sockaddr *)&server, sizeof server) == -1)
        die("connect"); /* chapter 05 */
    printf("connected to %s\n", argv[1]);

    char byte;
    if (recv(fd, &byte, sizeof byte, 0) == -1) /* 0: closed over there */
        die("recv");
    close(fd);
    return EXIT_SUCCESS;
}
