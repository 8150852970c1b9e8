#define _POSIX_C_SOURCE 200809L
#include "stream.h"
#include <arpa/inet.h>
#include <errno.h>
#include <string.h>
#include <sys/socket.h>

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

ssize_t recv_all(int fd, void *bytes, size_t len)
{
    char *room = bytes;
    size_t got = 0;
    while (got < len) {
        ssize_t n = recv(fd, room + got, len - got, 0);
        if (n == -1) {
            if (errno == EINTR)
                continue;
            return -1;
        }
        if (n == 0)
            break; /* the peer has sent its last byte */
        got += (size_t)n;
    }
    return (ssize_t)got;
}

/* Waits for more bytes, when all have been given out; as recv. */
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
            if (n == 0 && len > 0) {
                errno = EBADMSG;
                return -1;
            }
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

int send_message(int fd, const void *bytes, size_t len)
{
    char packet[sizeof(uint32_t) + MESSAGE_MAX];
    if (len > MESSAGE_MAX) {
        errno = EMSGSIZE;
        return -1;
    }
    uint32_t head = htonl((uint32_t)len);
    memcpy(packet, &head, sizeof head);
    if (len > 0)
        memcpy(packet + sizeof head, bytes, len);
    return send_all(fd, packet, sizeof head + len); /* in one send */
}

int recv_message(int fd, void *bytes, size_t size, size_t *len)
{
    uint32_t head;
    ssize_t n = recv_all(fd, &head, sizeof head);
    if (n <= 0)
        return (int)n;
    if ((size_t)n == sizeof head) {
        *len = ntohl(head);
        if (*len > size) { /* never believe a length unseen */
            errno = EMSGSIZE;
            return -1;
        }
        n = recv_all(fd, bytes, *len);
        if (n == -1)
            return -1;
        if ((size_t)n == *len)
            return 1;
    }
    errno = EBADMSG;
    return -1;
}
