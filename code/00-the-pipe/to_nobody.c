/* Talk to a port where nobody is: without a connection, then with one.
 *
 *   cc to_nobody.c -o to_nobody
 *   ./to_nobody
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

/* Sends two messages on their way; nobody has to be there to receive them. */
static void send_datagrams(const struct sockaddr_in *there)
{
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd == -1)
        die("socket");
    for (int sent = 0; sent < 2; sent++) {
        if (sendto(fd, "hello", 5, 0, (const struct sockaddr *)there,
                   sizeof *there) == -1)
            die("UDP: sendto");
        printf("UDP: sent\n");
    }
    close(fd);
}

/* Connects to somebody, who has to be there. */
static void open_connection(const struct sockaddr_in *there)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");
    if (connect(fd, (const struct sockaddr *)there, sizeof *there) == -1)
        die("TCP: connect");
    printf("TCP: connected\n");
    close(fd);
}

int main(void)
{
    struct sockaddr_in there = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };

    send_datagrams(&there);
    open_connection(&there);
    return EXIT_SUCCESS;
}
