/* See recorded.h. */
#define _GNU_SOURCE
#include "recorded.h"

#include "common/memory.h"
#include "common/replace.h"
#include "common/report.h"
#include "common/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *recording_path(const char *scenario_path)
{
    const char *ending = strrchr(scenario_path, '.');
    size_t len =
        ending ? (size_t)(ending - scenario_path) : strlen(scenario_path);
    return format("%.*s.json", (int)len, scenario_path);
}

/* How many bytes of a field that is not compared begin here: a name, a colon
 * and digits; else 0. */
static size_t left_out(struct span s)
{
    static const char *const names[] = {",\"window\":", ",\"after_ms\":"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t begin = strlen(names[i]), end = begin;
        if (!span_starts(s, names[i]))
            continue;
        while (end < s.len && s.at[end] >= '0' && s.at[end] <= '9')
            end++;
        if (end > begin)
            return end;
    }
    return 0;
}

static bool is_same(struct span a, struct span b)
{
    for (;;) {
        size_t a_skip = left_out(a), b_skip = left_out(b);
        a = span_from(a, a_skip);
        b = span_from(b, b_skip);
        if (a_skip || b_skip)
            continue;
        if (a.len == 0 || b.len == 0 || *a.at != *b.at)
            return a.len == b.len && a.len == 0;
        a = span_from(a, 1);
        b = span_from(b, 1);
    }
}

/* The text's next line with its newline, where it has one; empty at the end. */
static struct span next_line(struct span *text)
{
    const char *newline = text->len ? memchr(text->at, '\n', text->len) : NULL;
    size_t len = newline ? (size_t)(newline - text->at) + 1 : text->len;
    struct span line = {text->at, len};
    *text = span_from(*text, len);
    return line;
}

static void show_line(char mark, struct span line)
{
    if (line.len == 0)
        fprintf(stderr, "%c (nothing more)\n", mark);
    else if (span_ends(line, "\n"))
        fprintf(stderr, "%c %.*s", mark, SPAN(line));
    else
        fprintf(stderr, "%c %.*s (no newline)\n", mark, SPAN(line));
}

bool recording_is_same(const char *path, const char *text)
{
    struct text file;
    int error = text_read(&file, path);
    bool same = error == 0 && text_check(&file);
    if (error)
        report(path, 1, "%s: 'make record' makes it", strerror(error));
    struct span then = {file.bytes, file.size}, now = span_of(text);
    for (size_t number = 1; same && (then.len || now.len); number++) {
        struct span a = next_line(&then), b = next_line(&now);
        same = is_same(a, b);
        if (same)
            continue;
        report(path, number,
               "this is not what happens ('make record' records again)");
        show_line('-', a);
        show_line('+', b);
    }
    text_free(&file);
    return same;
}

int recording_write(const char *path, const char *text)
{
    struct text file;
    bool same = text_read(&file, path) == 0 &&
                is_same((struct span){file.bytes, file.size}, span_of(text));
    text_free(&file);
    return same ? 0 : replace_file(path, span_of(text));
}
