/* Text in memory: spans of bytes, whole files as lines, lists that grow.
 * Bytes are passed through as they are, so UTF-8 stays UTF-8. */
#ifndef TEXT_H
#define TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* A part of somebody else's bytes; not terminated, owns nothing. */
struct span {
    const char *at;
    size_t len;
};

/* For printf: "%.*s". A span longer than INT_MAX is cut there. */
#define SPAN(span) span_width(span), (span).at
int span_width(struct span s);

struct span span_of(const char *string);
bool span_equal(struct span a, struct span b);
bool span_is(struct span s, const char *string);
bool span_starts(struct span s, const char *string);
bool span_ends(struct span s, const char *string);
/* Without the first n bytes; n is at most s.len. */
struct span span_from(struct span s, size_t n);
/* Without spaces and tabs at both ends. */
struct span span_trim(struct span s);
/* How many spaces and tabs it starts with. */
size_t span_indent(struct span s);
bool span_blank(struct span s);

/* How many bytes of well-formed UTF-8 (RFC 3629) begin here; 0 when none do. */
size_t utf8_length(struct span s);

/* A file read whole. */
struct text {
    char *path;
    char *bytes;
    size_t size;
    struct span *lines; /* without their newlines; line 1 is lines[0] */
    size_t count;
};

/* Reads path into *t; free it with text_free, whatever the result.
 * Gives 0 or the errno of the call that failed. */
int text_read(struct text *t, const char *path);
/* Reports each first byte that a text of this project never holds (a carriage
 * return, a NUL); true when there is none. */
bool text_check(const struct text *t);
void text_free(struct text *t);

/* Bytes that grow; start with {0}, end with free(b.bytes). */
struct buffer {
    char *bytes;
    size_t len;
    size_t room;
};

void buffer_add(struct buffer *b, struct span s);

/* Writes all of the bytes to the descriptor. Gives 0, or -1 with errno. */
int write_whole(int fd, struct span bytes);

#endif
