#define _POSIX_C_SOURCE 200809L
#include "contents.h"

#include <stdlib.h>
#include <string.h>

#include "align.h"
#include "common/memory.h"
#include "common/report.h"

struct sides {
    const struct contents *a, *b;
};

const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool names_chapter(struct span target)
{
    return span_ends(target, ".md") && !memchr(target.at, '/', target.len);
}

struct contents contents_of(const struct chapter *readme)
{
    struct contents c = {.readme = readme};
    for (size_t i = 0; i < readme->text.count; i++) {
        struct span line = readme->text.lines[i];
        struct span target = first_link(line);
        if (!is_item(line) || !names_chapter(target))
            continue;
        c.entries = grow(c.entries, c.count, sizeof *c.entries);
        c.entries[c.count++] = (struct entry){target, i + 1};
    }
    return c;
}

void contents_free(struct contents *c)
{
    free(c->entries);
    *c = (struct contents){0};
}

/* The first entry with this name among the first `count`, or NULL. */
static const struct entry *find(const struct contents *c, size_t count,
                                struct span name)
{
    for (size_t i = 0; i < count; i++) {
        if (span_equal(c->entries[i].name, name))
            return &c->entries[i];
    }
    return NULL;
}

static bool exists(struct span name, const struct paths *files)
{
    for (size_t i = 0; i < files->count; i++) {
        if (span_is(name, file_name(files->list[i])))
            return true;
    }
    return false;
}

void contents_must_be_there(const char *folder, const struct paths *files)
{
    if (exists(span_of("README.md"), files))
        return;
    char *readme = path_in(folder, "README.md");
    report(readme, 1, "missing: the list of the chapters");
    free(readme);
}

void contents_check(const struct contents *c, const struct paths *files)
{
    const char *path = c->readme->text.path;
    for (size_t i = 0; i < c->count; i++) {
        const struct entry *entry = &c->entries[i];
        const struct entry *before = find(c, i, entry->name);
        if (before)
            report(path, entry->line, "%.*s is already listed at line %zu",
                   SPAN(entry->name), before->line);
        if (!exists(entry->name, files))
            report(path, entry->line, "no chapter %.*s here",
                   SPAN(entry->name));
    }
    for (size_t i = 0; i < files->count; i++) {
        const char *name = file_name(files->list[i]);
        if (strcmp(name, "README.md") != 0 && !find(c, c->count, span_of(name)))
            report(files->list[i], 1, "%s does not list this chapter", path);
    }
}

static int entry_distance(const void *context, size_t a, size_t b)
{
    const struct sides *sides = context;
    bool same =
        span_equal(sides->a->entries[a].name, sides->b->entries[b].name);
    return same ? SAME : UNLIKE;
}

/* The line of the element `next`, or of the last one. */
static size_t line_at(const struct contents *c, size_t next)
{
    if (next < c->count)
        return c->entries[next].line;
    return c->count > 0 ? c->entries[c->count - 1].line : 1;
}

static void report_expected(const struct contents *here, size_t line,
                            const struct contents *there,
                            const struct entry *entry)
{
    report(here->readme->text.path, line, "%.*s expected here as in %s:%zu",
           SPAN(entry->name), there->readme->text.path, entry->line);
}

void contents_compare(const struct contents *a, const struct contents *b)
{
    struct sides sides = {a, b};
    size_t count;
    struct pair *pairs =
        align(a->count, b->count, entry_distance, &sides, &count);
    size_t a_next = 0, b_next = 0;
    for (size_t i = 0; i < count; i++) {
        struct pair p = pairs[i];
        if (p.a == NONE)
            report_expected(a, line_at(a, a_next), b, &b->entries[p.b]);
        if (p.b == NONE)
            report_expected(b, line_at(b, b_next), a, &a->entries[p.a]);
        a_next += p.a != NONE;
        b_next += p.b != NONE;
    }
    free(pairs);
}
