/* See lines.h. */
#define _POSIX_C_SOURCE 200809L
#include "lines.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/types.h>

/* Waits for more: how many bytes have come, 0 at the end, or -1. */
static ssize_t refill(struct line_reader *reader)
{
    ssize_t n;
    do {
        n = recv(reader->fd, reader->buf, sizeof reader->buf, 0);
    } while (n == -1 && errno == EINTR);
    reader->start = 0;
    reader->end = n > 0 ? (size_t)n : 0;
    return n;
}

int read_line(struct line_reader *reader, char *line, size_t size)
{
    size_t len = 0;
    for (;;) {
        if (reader->start == reader->end) {
            ssize_t n = refill(reader);
            if (n <= 0)
                return (int)n;
        }
        char byte = reader->buf[reader->start++];
        if (byte == '\n') {
            line[len] = '\0';
            return 1;
        }
        if (len + 1 >= size) {
            errno = EMSGSIZE;
            return -1;
        }
        line[len++] = byte;
    }
}

int send_all(int fd, const void *bytes, size_t len)
{
    const char *next = bytes;
    while (len > 0) {
        ssize_t n = send(fd, next, len, MSG_NOSIGNAL);
        if (n == -1) {
            if (errno == EINTR)
                continue; /* interrupted before it took a byte */
            return -1;
        }
        next += n;
        len -= (size_t)n;
    }
    return 0;
}
