/* Give a socket an address: 127.0.0.1, port 3000.
 *
 *   cc bind_one.c -o bind_one
 *   ./bind_one
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

/* Prints the address that the kernel has noted for this socket. */
static void show_address(int fd)
{
    struct sockaddr_in addr;
    socklen_t len = sizeof addr; /* in: our room; out: what was filled */
    if (getsockname(fd, (struct sockaddr *)&addr, &len) == -1)
        die("getsockname");

    char text[INET_ADDRSTRLEN];
    if (!inet_ntop(AF_INET, &addr.sin_addr, text, sizeof text))
        die("inet_ntop");
    printf("%s port %d\n", text, ntohs(addr.sin_port));
}

int main(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");
    show_address(fd);

    struct sockaddr_in here = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    if (bind(fd, (struct sockaddr *)&here, sizeof here) == -1)
        die("bind");
    show_address(fd);

    close(fd);
    return EXIT_SUCCESS;
}
