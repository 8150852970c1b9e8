/* Open three sockets, close the second, open another one: which number?
 *
 *   cc reuse_number.c -o reuse_number
 *   ./reuse_number
 */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static int open_socket(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");
    printf("open: %d\n", fd);
    return fd;
}

static void close_socket(int fd)
{
    if (close(fd) == -1)
        die("close");
    printf("close: %d\n", fd);
}

/* The number alone says nothing about which socket is behind it. */
static void ask_type(int fd)
{
    int type;
    socklen_t len = sizeof type;
    if (getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &len) == -1)
        perror("getsockopt");
    else
        printf("%d is an open socket\n", fd);
}

int main(void)
{
    int a = open_socket();
    int b = open_socket();
    int c = open_socket();

    close_socket(b);
    ask_type(b); /* what does the number in b lead to now? */

    int d = open_socket();
    ask_type(b); /* and now? */

    close_socket(d);
    close_socket(c);
    close_socket(a);
    return EXIT_SUCCESS;
}
