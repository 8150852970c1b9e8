#define _POSIX_C_SOURCE 200809L
#include "structure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "align.h"
#include "common/memory.h"
#include "common/report.h"

struct sides {
    const struct chapter *a, *b;
};

static bool is_question(const struct block *b)
{
    return span_is(b->callout, "QUESTION");
}

static int fence_distance(const struct block *a, const struct block *b)
{
    if (a->language != b->language)
        return UNLIKE;
    bool same = span_equal(a->target, b->target) &&
                span_equal(a->title, b->title) && a->notes == b->notes;
    return same ? SAME : ALIKE;
}

static int callout_distance(const struct block *a, const struct block *b)
{
    if (is_question(a) != is_question(b))
        return UNLIKE;
    bool same = span_equal(a->callout, b->callout) &&
                strcmp(a->choices, b->choices) == 0;
    return same ? SAME : ALIKE;
}

static int block_distance(const void *context, size_t a_index, size_t b_index)
{
    const struct sides *sides = context;
    const struct block *a = &sides->a->blocks[a_index];
    const struct block *b = &sides->b->blocks[b_index];
    if (a->kind != b->kind)
        return UNLIKE;
    switch (a->kind) {
    case HEADING:
        return a->level == b->level ? SAME : ALIKE;
    case FENCE:
        return fence_distance(a, b);
    case CALLOUT:
        return callout_distance(a, b);
    }
    return UNLIKE;
}

/* ---- In words ---- */

static char *describe_fence(const struct block *b)
{
    static const char *const NAMES[] = {
        [LANGUAGE_C] = "listing",        [LANGUAGE_SKETCH] = "c sketch",
        [LANGUAGE_CONSOLE] = "scenario", [LANGUAGE_DIFF] = "diff",
        [LANGUAGE_MERMAID] = "diagram",  [LANGUAGE_SH] = "sh block",
    };
    char *notes = b->notes == 0 ? copy_string("")
                                : format(" with %zu note%s", b->notes,
                                         b->notes == 1 ? "" : "s");
    const char *title = b->title.len > 0 ? " " : "";
    const char *target = b->target.len > 0 ? " " : "";
    char *words = format("%s%s%.*s%s%.*s%s", NAMES[b->language], target,
                         SPAN(b->target), title, SPAN(b->title), notes);
    free(notes);
    return words;
}

static char *describe_callout(const struct block *b)
{
    if (!is_question(b))
        return format("callout [!%.*s]", SPAN(b->callout));
    char *words = copy_string("question with choices");
    for (const char *choice = b->choices; *choice; choice++) {
        char *longer = format("%s [%c]", words, *choice == 'x' ? 'x' : ' ');
        free(words);
        words = longer;
    }
    return words;
}

/* The caller frees the words. */
static char *describe(const struct block *b)
{
    switch (b->kind) {
    case HEADING:
        return format("heading level %zu", b->level);
    case FENCE:
        return describe_fence(b);
    case CALLOUT:
        return describe_callout(b);
    }
    return copy_string("");
}

/* ---- Reports ---- */

/* The line of the element `next`, or the last line. */
static size_t line_at(const struct chapter *c, size_t next)
{
    if (next < c->count)
        return c->blocks[next].line;
    return c->text.count > 0 ? c->text.count : 1;
}

static void report_expected(const struct chapter *here, size_t line,
                            const struct chapter *there, const struct block *b)
{
    char *words = describe(b);
    report(here->text.path, line, "%s expected here as in %s:%zu", words,
           there->text.path, b->line);
    free(words);
}

void structure_compare(const struct chapter *a, const struct chapter *b)
{
    struct sides sides = {a, b};
    size_t count;
    struct pair *pairs =
        align(a->count, b->count, block_distance, &sides, &count);
    size_t a_next = 0, b_next = 0;
    for (size_t i = 0; i < count; i++) {
        struct pair p = pairs[i];
        if (p.a == NONE)
            report_expected(a, line_at(a, a_next), b, &b->blocks[p.b]);
        else if (p.b == NONE || block_distance(&sides, p.a, p.b) != SAME)
            report_expected(b, line_at(b, b_next), a, &a->blocks[p.a]);
        a_next += p.a != NONE;
        b_next += p.b != NONE;
    }
    free(pairs);
}

void structure_check(const struct chapter *c)
{
    size_t title = 0, level = 1;
    for (size_t i = 0; i < c->count; i++) {
        const struct block *b = &c->blocks[i];
        if (b->kind != HEADING)
            continue;
        if (b->level > 3)
            report(c->text.path, b->line, "heading level %zu: at most 3",
                   b->level);
        else if (b->level > level + 1)
            report(c->text.path, b->line,
                   "heading level %zu right below level %zu", b->level, level);
        level = b->level;
        if (b->level == 1 && title != 0)
            report(c->text.path, b->line,
                   "a second title: the first is at line %zu", title);
        else if (b->level == 1)
            title = b->line;
    }
    if (title == 0)
        report(c->text.path, 1, "no title: a heading of level 1");
}
