/* See lines.h. */
#define _POSIX_C_SOURCE 200809L
#include "lines.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

int read_line(struct line_reader *in, char line[LINE_ROOM])
{
    for (;;) {
        char *newline = memchr(in->buf, '\n', in->used);
        if (newline) {
            size_t len = (size_t)(newline - in->buf);
            memcpy(line, in->buf, len);
            line[len] = '\0';
            in->used -= len + 1;
            memmove(in->buf, newline + 1, in->used); /* the next lines */
            return 1;
        }
        if (in->used == sizeof in->buf) {
            errno = EMSGSIZE;
            return -1;
        }
        ssize_t n =
            recv(in->fd, in->buf + in->used, sizeof in->buf - in->used, 0);
        if (n == -1 && errno == EINTR)
            continue;
        if (n <= 0)
            return (int)n;
        in->used += (size_t)n;
    }
}

int send_all(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = send(fd, bytes, len, MSG_NOSIGNAL);
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1)
            return -1;
        bytes += n;
        len -= (size_t)n;
    }
    return 0;
}
