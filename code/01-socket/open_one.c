/* Open one TCP socket, say its number, close it.
 *
 *   cc open_one.c -o open_one
 *   ./open_one
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

int main(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");

    printf("the socket is descriptor %d\n", fd);

    if (close(fd) == -1)
        die("close");
    return EXIT_SUCCESS;
}
