#define _POSIX_C_SOURCE 200809L
#include "text.h"

#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "memory.h"
#include "report.h"

int span_width(struct span s)
{
    return s.len > INT_MAX ? INT_MAX : (int)s.len;
}

struct span span_of(const char *string)
{
    return (struct span){string, strlen(string)};
}

bool span_equal(struct span a, struct span b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

bool span_is(struct span s, const char *string)
{
    return span_equal(s, span_of(string));
}

bool span_starts(struct span s, const char *string)
{
    size_t len = strlen(string);
    return s.len >= len && memcmp(s.at, string, len) == 0;
}

bool span_ends(struct span s, const char *string)
{
    size_t len = strlen(string);
    return s.len >= len && memcmp(s.at + s.len - len, string, len) == 0;
}

struct span span_from(struct span s, size_t n)
{
    return (struct span){s.at + n, s.len - n};
}

struct span span_trim(struct span s)
{
    s = span_from(s, span_indent(s));
    while (s.len > 0 && (s.at[s.len - 1] == ' ' || s.at[s.len - 1] == '\t'))
        s.len--;
    return s;
}

size_t span_indent(struct span s)
{
    size_t n = 0;
    while (n < s.len && (s.at[n] == ' ' || s.at[n] == '\t'))
        n++;
    return n;
}

bool span_blank(struct span s)
{
    return span_indent(s) == s.len;
}

size_t utf8_length(struct span s)
{
    const unsigned char *at = (const unsigned char *)s.at;
    if (s.len == 0)
        return 0;
    size_t count = at[0] < 0x80                     ? 1
                   : at[0] >= 0xf0 && at[0] <= 0xf4 ? 4
                   : at[0] >= 0xe0 && at[0] <= 0xef ? 3
                   : at[0] >= 0xc2 && at[0] <= 0xdf ? 2
                                                    : 0;
    if (count == 0 || count > s.len)
        return 0;
    for (size_t i = 1; i < count; i++)
        if ((at[i] & 0xc0) != 0x80)
            return 0;
    bool is_long =
        (at[0] == 0xe0 && at[1] < 0xa0) || (at[0] == 0xf0 && at[1] < 0x90);
    bool is_no_character =
        (at[0] == 0xed && at[1] >= 0xa0) || (at[0] == 0xf4 && at[1] >= 0x90);
    return is_long || is_no_character ? 0 : count;
}

static int read_bytes(struct text *t, FILE *file)
{
    size_t room = 0;
    for (;;) {
        if (t->size == room) {
            room = room ? room * 2 : 4096;
            t->bytes = resize(t->bytes, room);
        }
        errno = 0;
        size_t n = fread(t->bytes + t->size, 1, room - t->size, file);
        t->size += n;
        if (ferror(file))
            return errno ? errno : EIO;
        if (n == 0)
            return 0;
    }
}

static void split_lines(struct text *t)
{
    size_t start = 0;
    while (start < t->size) {
        const char *at = t->bytes + start;
        const char *newline = memchr(at, '\n', t->size - start);
        size_t len = newline ? (size_t)(newline - at) : t->size - start;
        t->lines = grow(t->lines, t->count, sizeof *t->lines);
        t->lines[t->count++] = (struct span){at, len};
        start += len + 1;
    }
}

int text_read(struct text *t, const char *path)
{
    *t = (struct text){.path = format("%s", path)};
    FILE *file = fopen(path, "rb");
    if (!file)
        return errno;
    int error = read_bytes(t, file);
    fclose(file); /* only read: nothing can be lost */
    if (error == 0)
        split_lines(t);
    return error;
}

static bool report_byte(const struct text *t, char byte, const char *problem)
{
    const char *at = t->size > 0 ? memchr(t->bytes, byte, t->size) : NULL;
    if (!at)
        return false;
    size_t line = 1;
    for (const char *c = t->bytes; c < at; c++)
        line += *c == '\n';
    report(t->path, line, "%s", problem);
    return true;
}

bool text_check(const struct text *t)
{
    bool cr =
        report_byte(t, '\r', "a carriage return: end lines with \\n alone");
    bool nul = report_byte(t, '\0', "a NUL byte: this is not text");
    return !cr && !nul;
}

void text_free(struct text *t)
{
    free(t->path);
    free(t->bytes);
    free(t->lines);
    *t = (struct text){0};
}

void buffer_add(struct buffer *b, struct span s)
{
    if (s.len > b->room - b->len) {
        size_t room = b->room ? b->room : 256;
        while (s.len > room - b->len)
            room *= 2;
        b->bytes = resize(b->bytes, room);
        b->room = room;
    }
    if (s.len > 0)
        memcpy(b->bytes + b->len, s.at, s.len);
    b->len += s.len;
}

int write_whole(int fd, struct span bytes)
{
    while (bytes.len > 0) {
        ssize_t n = write(fd, bytes.at, bytes.len);
        if (n == -1 && errno != EINTR)
            return -1;
        if (n > 0)
            bytes = span_from(bytes, (size_t)n);
    }
    return 0;
}
