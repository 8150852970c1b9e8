/* Bind to port 0: the kernel chooses a free port, and getsockname tells
 * which.
 *
 *   cc port_zero.c -o port_zero
 *   ./port_zero
 */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

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

    /* begin: choose */
    struct sockaddr_in here = {
        .sin_family = AF_INET,
        .sin_port = htons(0),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    socklen_t len = sizeof here;
    if (bind(fd, (struct sockaddr *)&here, len) == -1)
        die("bind");
    if (getsockname(fd, (struct sockaddr *)&here, &len) == -1)
        die("getsockname");
    printf("the kernel chose port %d\n", ntohs(here.sin_port));
    /* end: choose */

    close(fd);
    return EXIT_SUCCESS;
}
