/* A byte stream, and messages in it. Nothing here raises SIGPIPE; what fails
 * gives -1, with the cause in errno, and the stream is of no more use, unless
 * said otherwise. */
#ifndef STREAM_H
#define STREAM_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum { MESSAGE_MAX = 1000 }; /* bytes: our choice, the same at both ends */

/* Sends all len bytes on a blocking socket: 0, or -1. */
int send_all(int fd, const void *bytes, size_t len);

/* Receives len bytes: gives how many came, fewer only if the peer ended;
 * or -1. */
ssize_t recv_all(int fd, void *bytes, size_t len);

/* What has arrived on fd and has not been given out: from start to end.
 * Begin with {.fd = fd}; from then on, only read_line may receive. */
struct line_reader {
    int fd;
    size_t start, end;
    char buf[4096];
};

/* Puts the next line, without its newline, into line, as a string: 1. (A zero
 * byte in the line stays in it, and ends the string early.)
 * 0: no more lines. -1: EMSGSIZE, no newline within size bytes; EBADMSG, the
 * peer ended in the middle of a line; or an error of recv. */
int read_line(struct line_reader *reader, char *line, size_t size);

/* Sends one message: its length in four bytes, then its bytes: 0, or -1.
 * EMSGSIZE: longer than MESSAGE_MAX; nothing was sent. */
int send_message(int fd, const void *bytes, size_t len);

/* Receives one message into bytes, and its length into *len: 1.
 * 0: no more messages. -1: EMSGSIZE, *len is announced, and more than size;
 * EBADMSG, the peer ended in the middle of a message; or an error of recv. */
int recv_message(int fd, void *bytes, size_t size, size_t *len);

#endif
