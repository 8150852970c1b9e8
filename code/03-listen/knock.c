/* Connect to port 3001 of one IPv4 address, and stay until the server ends
 * the connection.
 *
 *   cc knock.c -o knock && ./knock 127.0.0.1
 */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
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

int main(int argc, char **argv)
{
    struct sockaddr_in server = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
    };
    if (argc != 2 || inet_pton(AF_INET, argv[1], &server.sin_addr) != 1) {
        fprintf(stderr, "usage: %s IPv4-address\n", argv[0]);
        return EXIT_FAILURE;
    }
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");
    if (connect(fd, (struct sockaddr *)&server, sizeof server) == -1)
        die("connect"); /* chapter 05 */
    printf("connected\n");

    char byte;
    ssize_t n = recv(fd, &byte, sizeof byte, 0); /* 0: closed over there */
    if (n == -1)
        die("recv");
    puts(n == 0 ? "closed by the server" : "the server spoke");
    close(fd);
    return EXIT_SUCCESS;
}
