/* Wrong on purpose: the first two arguments of socket() are swapped. Both
 * are plain integers: no compiler and no system call complains.
 *
 *   cc swapped_arguments.c -o swapped_arguments
 *   ./swapped_arguments
 */
#define _DEFAULT_SOURCE /* for SO_DOMAIN: not in POSIX.1-2008 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static int option(int fd, int name)
{
    int value;
    socklen_t len = sizeof value;
    if (getsockopt(fd, SOL_SOCKET, name, &value, &len) == -1)
        die("getsockopt");
    return value;
}

int main(void)
{
    int fd = socket(SOCK_STREAM, AF_INET, 0);
    if (fd == -1)
        die("socket");

    printf("socket() succeeded: descriptor %d\n", fd);
    if (option(fd, SO_DOMAIN) == AF_UNIX)
        printf("but its domain is AF_UNIX\n");
    if (option(fd, SO_TYPE) == SOCK_DGRAM)
        printf("and its type is SOCK_DGRAM\n");

    close(fd);
    return EXIT_SUCCESS;
}
