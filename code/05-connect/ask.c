/* The smallest client: connect, say something, print the answer.
 *
 *   cc ask.c -o ask
 *   ./ask 127.0.0.1 hello          while ./shout 127.0.0.1 runs
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

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: %s address something\n", argv[0]);
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
        die("connect");

    size_t len = strlen(argv[2]);
    if (send(fd, argv[2], len, MSG_NOSIGNAL) == -1)
        die("send"); /* few bytes: sent whole; chapter 06 says why */

    char buf[256]; /* the answer is as long as what we said */
    for (size_t got = 0; got < len;) {
        ssize_t n = recv(fd, buf, sizeof buf, 0);
        if (n == -1)
            die("recv");
        if (n == 0)
            break; /* the server left before it had answered in full */
        fwrite(buf, 1, (size_t)n, stdout);
        got += (size_t)n;
    }
    putchar('\n');
    close(fd);
    return EXIT_SUCCESS;
}
