/* Hold both ends of one pipe of bytes: what enters at one end leaves at
 * the other, and it works in both directions.
 *
 *   cc both_ends.c -o both_ends
 *   ./both_ends
 */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void put(int fd, const char *text)
{
    if (send(fd, text, strlen(text), MSG_NOSIGNAL) == -1)
        die("send"); /* so few bytes leave whole; chapter 06 says why */
    printf("into %d: %s\n", fd, text);
}

static void take(int fd)
{
    char text[64];
    ssize_t len = recv(fd, text, sizeof text, 0);
    if (len == -1)
        die("recv");
    printf("out of %d: %.*s\n", fd, (int)len, text);
}

int main(void)
{
    int end[2]; /* the one call that gives two connected sockets at once */
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, end) == -1)
        die("socketpair");

    put(end[0], "hello");
    take(end[1]);

    put(end[1], "hello yourself");
    take(end[0]);

    close(end[1]);
    close(end[0]);
    return EXIT_SUCCESS;
}
