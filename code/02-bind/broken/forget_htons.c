/* Wrong on purpose: the port is not put in network byte order.
 *
 *   cc forget_htons.c -o forget_htons
 *   ./forget_htons
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

int main(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");

    /* begin: forget */
    struct sockaddr_in here = {
        .sin_family = AF_INET,
        .sin_port = PORT, /* htons is missing */
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    if (bind(fd, (struct sockaddr *)&here, sizeof here) == -1)
        die("bind");
    printf("asked for port %d\n", PORT);
    /* end: forget */

    struct sockaddr_in got;
    socklen_t len = sizeof got;
    if (getsockname(fd, (struct sockaddr *)&got, &len) == -1)
        die("getsockname");
    printf("bound to port %d\n", ntohs(got.sin_port));

    close(fd);
    return EXIT_SUCCESS;
}
