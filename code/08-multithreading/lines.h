/* Lines over a stream, as chapter 06 wrote them. What fails gives -1, with the
 * cause in errno; nothing here raises SIGPIPE. */
#ifndef LINES_H
#define LINES_H

#include <stddef.h>

/* What has arrived on fd and has not been given out: from start to end.
 * Begin with {.fd = fd}; from then on, do not call recv on it yourself. */
struct line_reader {
    int fd;
    size_t start, end;
    char buf[4096];
};

/* Waits for the next line and puts it, without its newline, into line, as a
 * string: 1. 0: no more lines. -1: EMSGSIZE, no newline within size bytes, or
 * an error of recv. What comes behind the last newline is dropped. */
int read_line(struct line_reader *reader, char *line, size_t size);

/* Sends all len bytes on a blocking socket: 0, or -1. */
int send_all(int fd, const void *bytes, size_t len);

#endif
