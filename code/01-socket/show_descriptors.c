/* Open two sockets, then show which descriptors this process holds and
 * what each of them is.
 *
 *   cc show_descriptors.c -o show_descriptors
 *   ./show_descriptors
 *   ./show_descriptors < /dev/null      and see what changes
 */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LOOKED_AT = 10 }; /* descriptors 0 to 9 are enough for this program */

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

/* Prints what the descriptor is, if the process holds it: Linux has a
 * symbolic link for each one in the folder /proc/self/fd. */
static void show(int fd)
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);

    char target[256];
    ssize_t len = readlink(link, target, sizeof target);
    if (len == -1 && errno == ENOENT)
        return; /* no link: no such descriptor in this process */
    if (len == -1)
        die("readlink");
    printf("%d is %.*s\n", fd, (int)len, target);
}

static int open_socket(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");
    return fd;
}

int main(void)
{
    int first = open_socket();
    int second = open_socket();

    for (int fd = 0; fd < LOOKED_AT; fd++)
        show(fd);

    close(second);
    close(first);
    return EXIT_SUCCESS;
}
