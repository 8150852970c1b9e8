/* How to end a conversation without losing a byte. */
#define _POSIX_C_SOURCE 200809L
#include "politely.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

int end_politely(int fd)
{
    int problem = 0;
    if (shutdown(fd, SHUT_WR) == -1)
        problem = errno;

    char rest[4096]; /* what the peer still says: read, and dropped */
    ssize_t n = 1;
    while (problem == 0 && n != 0) {
        n = recv(fd, rest, sizeof rest, 0);
        if (n == -1 && errno != EINTR)
            problem = errno;
    }
    if (close(fd) == -1 && problem == 0)
        problem = errno;
    if (problem == 0)
        return 0;
    errno = problem;
    return -1;
}
