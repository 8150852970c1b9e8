/* Listen without bind: the kernel chooses a port. getsockname tells which.
 *
 *   cc no_bind.c -o no_bind && ./no_bind
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

static void show_address(const char *when, int fd)
{
    struct sockaddr_in addr;
    socklen_t len = sizeof addr;
    if (getsockname(fd, (struct sockaddr *)&addr, &len) == -1)
        die("getsockname");
    char text[INET_ADDRSTRLEN];
    if (!inet_ntop(AF_INET, &addr.sin_addr, text, sizeof text))
        die("inet_ntop");
    printf("%s listen: %s port %d\n", when, text, ntohs(addr.sin_port));
}

int main(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");

    show_address("before", fd);
    if (listen(fd, SOMAXCONN) == -1)
        die("listen");
    show_address("after", fd);

    close(fd);
    return EXIT_SUCCESS;
}
