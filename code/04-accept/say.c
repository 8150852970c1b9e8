/* Connect to port 3001, say one thing, leave.
 *
 *   cc say.c -o say && ./say hello
 *   ./say hello 127.0.0.2          another of this machine's addresses
 */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 3001 };

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

/* The port that the kernel gave this end of the connection. */
static int own_port(int fd)
{
    struct sockaddr_in own;
    socklen_t len = sizeof own;
    if (getsockname(fd, (struct sockaddr *)&own, &len) == -1)
        die("getsockname");
    return ntohs(own.sin_port);
}

int main(int argc, char **argv)
{
    struct sockaddr_in server = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
    };
    const char *address = argc == 3 ? argv[2] : "127.0.0.1";
    if (argc < 2 || argc > 3 ||
        inet_pton(AF_INET, address, &server.sin_addr) != 1) {
        fprintf(stderr, "usage: %s something [IPv4 address]\n", argv[0]);
        return EXIT_FAILURE;
    }
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");
    if (connect(fd, (struct sockaddr *)&server, sizeof server) == -1)
        die("connect");

    /* A few bytes, blocking: sent whole. Chapter 06 says when they are not. */
    ssize_t sent = send(fd, argv[1], strlen(argv[1]), MSG_NOSIGNAL);
    if (sent == -1)
        die("send");
    printf("connected from port %d, sent %zd bytes\n", own_port(fd), sent);
    close(fd);
    return EXIT_SUCCESS;
}
