/* See line.h. */
#define _POSIX_C_SOURCE 200809L
#include "line.h"

#include "common/memory.h"
#include "pattern.h"

#include <stdlib.h>
#include <string.h>

static const char NO_NEWLINE[] = "{no newline}";

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

static unsigned value_of_hex(char c)
{
    return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
}

/* The length of a `{0x0d}` at the start, and its byte; else 0. */
static size_t byte_length(struct span s, unsigned char *byte)
{
    static const size_t len = sizeof "{0x00}" - 1;
    if (s.len < len || !span_starts(s, "{0x") || !is_hex(s.at[3]) ||
        !is_hex(s.at[4]) || s.at[5] != '}')
        return 0;
    *byte = (unsigned char)(value_of_hex(s.at[3]) * 16 + value_of_hex(s.at[4]));
    return len;
}

/* Would what begins here be taken for something in braces? */
static bool means_something(struct span s)
{
    unsigned char byte;
    return starts_placeholder(s) || byte_length(s, &byte) > 0 ||
           span_starts(s, NO_NEWLINE);
}

/* How many bytes at the start can stand in a scenario as they are; 0 if the
 * first one cannot. */
static size_t plain_length(struct span s)
{
    unsigned char first = (unsigned char)*s.at;
    bool is_space = first == ' ' || first == '\t';
    if (first == '{')
        return means_something(s) ? 0 : 1;
    if (is_space)
        return s.len > 1 ? 1 : 0;
    if (first < 0x80)
        return first >= ' ' && first != 0x7f ? 1 : 0;
    /* U+0080 to U+009F are control characters */
    if (first == 0xc2 && s.len > 1 && (unsigned char)s.at[1] < 0xa0)
        return 0;
    return utf8_length(s);
}

/* Adds what begins the bytes, as it is or in braces; gives how many bytes. */
static size_t add_first(struct buffer *text, struct span bytes)
{
    size_t len = plain_length(bytes);
    if (len > 0) {
        buffer_add(text, (struct span){bytes.at, len});
        return len;
    }
    char *in_braces = format("{0x%02x}", (unsigned char)*bytes.at);
    buffer_add(text, span_of(in_braces));
    free(in_braces);
    return 1;
}

/* Says how the line ends, and gives its text. */
static char *end_text(struct buffer *text, bool is_whole)
{
    if (!is_whole)
        buffer_add(text, span_of(NO_NEWLINE));
    buffer_add(text, (struct span){"", 1});
    return text->bytes;
}

char *line_as_text(struct span bytes, bool is_whole)
{
    struct buffer text = {0};
    while (bytes.len > 0)
        bytes = span_from(bytes, add_first(&text, bytes));
    return end_text(&text, is_whole);
}

bool says_no_newline(const char *text)
{
    return span_ends(span_of(text), NO_NEWLINE);
}

/* The text as line_as_text would write it: its placeholders are not numbers
 * yet, and stay. */
char *line_correction(const char *text)
{
    struct span rest = span_of(text);
    bool is_whole = !says_no_newline(text);
    if (!is_whole)
        rest.len -= strlen(NO_NEWLINE);
    struct buffer right = {0};
    while (rest.len > 0) {
        unsigned char byte;
        size_t len = starts_placeholder(rest),
               escape = byte_length(rest, &byte);
        if (len == 0 && escape > 0) {
            /* the byte before what stands behind it: does it need its braces? */
            char *bytes = format("%c%.*s", byte, SPAN(span_from(rest, escape)));
            struct span raw = {bytes, 1 + rest.len - escape};
            if (plain_length(raw) == 1)
                buffer_add(&right, (struct span){bytes, 1});
            else
                buffer_add(&right, (struct span){rest.at, escape});
            free(bytes);
            len = escape;
        } else if (len > 0) {
            buffer_add(&right, (struct span){rest.at, len});
        } else {
            len = add_first(&right, rest);
        }
        rest = span_from(rest, len);
    }
    char *corrected = end_text(&right, is_whole);
    if (strcmp(corrected, text) != 0)
        return corrected;
    free(corrected);
    return NULL;
}

struct buffer bytes_in_braces(const char *text)
{
    struct buffer found = {0};
    struct span rest = span_of(text);
    while (rest.len > 0) {
        unsigned char byte;
        size_t len = byte_length(rest, &byte);
        bool is_new =
            len > 0 && !(found.len && memchr(found.bytes, byte, found.len));
        if (is_new)
            buffer_add(&found, (struct span){(const char *)&byte, 1});
        rest = span_from(rest, len ? len : 1);
    }
    return found;
}
