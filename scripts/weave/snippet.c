#define _POSIX_C_SOURCE 200809L
#include "snippet.h"

#include <stdlib.h>

#include "common/memory.h"

void snippet_add(struct snippet *s, struct span text, size_t line)
{
    s->lines = grow(s->lines, s->count, sizeof *s->lines);
    s->lines[s->count++] = (struct shown_line){text, line};
}

void snippet_free(struct snippet *s)
{
    free(s->lines);
    *s = (struct snippet){0};
}

static bool ends_blank(const struct snippet *s)
{
    return s->count > 0 && span_blank(s->lines[s->count - 1].text);
}

static void trim_end(struct snippet *s)
{
    while (ends_blank(s))
        s->count--;
}

/* Removes what all lines that are not blank begin with in white space. */
static void remove_indentation(struct snippet *s)
{
    struct span common = {0};
    bool first = true;
    for (size_t i = 0; i < s->count; i++) {
        struct span text = s->lines[i].text;
        if (span_blank(text))
            continue;
        if (first)
            common = (struct span){text.at, span_indent(text)};
        first = false;
        size_t same = 0;
        while (same < common.len && text.at[same] == common.at[same])
            same++;
        common.len = same;
    }
    for (size_t i = 0; i < s->count; i++) {
        struct span *text = &s->lines[i].text;
        *text =
            span_from(*text, text->len < common.len ? text->len : common.len);
    }
}

struct snippet snippet_of_c(const struct csource *c, struct lines where)
{
    struct snippet s = {0};
    bool after_marker = false;
    for (size_t line = where.first; line <= where.last; line++) {
        struct span text = c->text.lines[line - 1];
        if (csource_is_marker(c, line)) {
            after_marker = true;
            continue;
        }
        bool first = s.count == 0;
        if (span_blank(text) && (first || (after_marker && ends_blank(&s))))
            continue;
        after_marker = false;
        snippet_add(&s, text, line);
    }
    trim_end(&s);
    remove_indentation(&s);
    return s;
}

/* `limit: 10 s`: lower-case words and a colon. */
static bool is_setting(struct span s)
{
    size_t i = 0;
    while (i < s.len && ((s.at[i] >= 'a' && s.at[i] <= 'z') || s.at[i] == ' '))
        i++;
    return i > 0 && i < s.len && s.at[i] == ':';
}

struct snippet snippet_of_scenario(const struct text *t)
{
    struct snippet s = {0};
    for (size_t i = 0; i < t->count; i++) {
        struct span text = t->lines[i];
        bool before_steps = s.count == 0;
        if (span_starts(text, "#") || (before_steps && is_setting(text)))
            continue;
        if (span_blank(text) && (before_steps || ends_blank(&s)))
            continue;
        snippet_add(&s, text, i + 1);
    }
    trim_end(&s);
    return s;
}
