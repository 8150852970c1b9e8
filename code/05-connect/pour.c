/* Send a million bytes to this machine's port 3001 with one call of send.
 *
 *   cc pour.c -o pour && ./pour    while ./gulp runs
 */
#define _POSIX_C_SOURCE 200809L
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 3001, SIZE = 1000000 };

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

int main(void)
{
    static char bytes[SIZE];

    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");
    struct sockaddr_in server = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    if (connect(fd, (struct sockaddr *)&server, sizeof server) == -1)
        die("connect");

    ssize_t n = send(fd, bytes, sizeof bytes, MSG_NOSIGNAL);
    if (n == -1)
        die("send");
    printf("one send: %zd bytes\n", n);
    close(fd);
    return EXIT_SUCCESS;
}
