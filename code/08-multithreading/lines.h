/* Lines over a stream: chapter 06's two halves, sending all and reading a
 * line. */
#ifndef LINES_H
#define LINES_H

#include <stddef.h>

enum { LINE_ROOM = 512 }; /* bytes of a line, its newline included */

/* What has come in and was not yet asked for. Start with {.fd = fd}. */
struct line_reader {
    int fd;
    size_t used;
    char buf[LINE_ROOM];
};

/* Waits for the next line and puts it into line, which ends in '\0' and has no
 * newline. Gives 1; or 0: the peer has sent all; or -1 and errno, EMSGSIZE if
 * LINE_ROOM bytes hold no newline. */
int read_line(struct line_reader *in, char line[LINE_ROOM]);

/* Sends all bytes, however many calls it takes. Gives 0, or -1 and errno. */
int send_all(int fd, const char *bytes, size_t len);

#endif
