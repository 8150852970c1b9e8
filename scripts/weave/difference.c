#define _POSIX_C_SOURCE 200809L
#include "difference.h"

#include <stdlib.h>

#include "align.h"
#include "common/memory.h"

enum { CONTEXT = 2 };

struct sides {
    const struct snippet *older, *present;
};

static int line_distance(const void *context, size_t a, size_t b)
{
    const struct sides *sides = context;
    bool same =
        span_equal(sides->older->lines[a].text, sides->present->lines[b].text);
    return same ? SAME : UNLIKE;
}

static bool is_change(struct pair p)
{
    return p.a == NONE || p.b == NONE;
}

/* The end of the hunk that begins at `from`: after it there are more than
 * twice CONTEXT equal lines, or nothing. */
static size_t hunk_end(const struct pair *pairs, size_t count, size_t from)
{
    size_t last = from;
    for (size_t i = from; i < count && i - last <= 2 * CONTEXT + 1; i++) {
        if (is_change(pairs[i]))
            last = i;
    }
    return last + 1 + CONTEXT < count ? last + 1 + CONTEXT : count;
}

/* The line of the file where the element `next` of a snippet is; after the last
 * one, the line below it. */
static size_t line_at(const struct snippet *s, size_t next)
{
    if (next < s->count)
        return s->lines[next].line;
    return s->count > 0 ? s->lines[s->count - 1].line + 1 : 1;
}

struct output {
    struct buffer text;
    struct snippet lines; /* text.len holds where the line's bytes end */
};

/* The bytes of the buffer move while it grows: until the end, a line's span has
 * only its length. */
static void put(struct output *out, const char *mark, struct span text,
                size_t line)
{
    buffer_add(&out->text, span_of(mark));
    buffer_add(&out->text, text);
    snippet_add(&out->lines, (struct span){NULL, span_of(mark).len + text.len},
                line);
}

static void put_hunk(struct output *out, const struct sides *sides,
                     const struct pair *pairs, size_t count, size_t a, size_t b)
{
    size_t a_count = 0, b_count = 0;
    for (size_t i = 0; i < count; i++) {
        a_count += pairs[i].a != NONE;
        b_count += pairs[i].b != NONE;
    }
    char *head = format("@@ -%zu,%zu +%zu,%zu @@", line_at(sides->older, a),
                        a_count, line_at(sides->present, b), b_count);
    put(out, "", span_of(head), line_at(sides->present, b));
    free(head);
    for (size_t i = 0; i < count; i++) {
        const char *mark = pairs[i].a == NONE   ? "+"
                           : pairs[i].b == NONE ? "-"
                                                : " ";
        struct span text = pairs[i].a == NONE
                               ? sides->present->lines[pairs[i].b].text
                               : sides->older->lines[pairs[i].a].text;
        if (text.len == 0 && !is_change(pairs[i]))
            mark = ""; /* no space at the end of a line */
        put(out, mark, text, line_at(sides->present, b));
        b += pairs[i].b != NONE;
    }
}

struct snippet difference(const struct snippet *older,
                          const struct snippet *present, char **bytes)
{
    struct sides sides = {older, present};
    struct output out = {0};
    size_t count;
    struct pair *pairs =
        align(older->count, present->count, line_distance, &sides, &count);
    size_t a = 0, b = 0; /* the lines of each side before pairs[i] */
    for (size_t i = 0; i < count;) {
        size_t change = i;
        while (change < count && !is_change(pairs[change]))
            change++;
        if (change == count)
            break;
        size_t start = change - i > CONTEXT ? change - CONTEXT : i;
        a += start - i; /* equal lines: in both */
        b += start - i;
        size_t end = hunk_end(pairs, count, change);
        put_hunk(&out, &sides, pairs + start, end - start, a, b);
        for (i = start; i < end; i++) {
            a += pairs[i].a != NONE;
            b += pairs[i].b != NONE;
        }
    }
    free(pairs);
    size_t offset = 0;
    for (size_t i = 0; i < out.lines.count; i++) {
        out.lines.lines[i].text.at = out.text.bytes + offset;
        offset += out.lines.lines[i].text.len;
    }
    *bytes = out.text.bytes;
    return out.lines;
}
