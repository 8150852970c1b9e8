#define _POSIX_C_SOURCE 200809L
#include "csource.h"

#include <stdlib.h>
#include <string.h>

#include "common/memory.h"
#include "common/report.h"
#include "ctoken.h"
#include "spelling.h"

static struct span line_of(const struct csource *c, size_t line)
{
    return c->text.lines[line - 1];
}

static bool stands_alone(const struct csource *c, const struct token *token)
{
    struct span first = line_of(c, token->first);
    struct span last = line_of(c, token->last);
    struct span before = {first.at, (size_t)(token->text.at - first.at)};
    const char *end = token->text.at + token->text.len;
    struct span after = {end, (size_t)(last.at + last.len - end)};
    return span_blank(before) && span_blank(after);
}

/* What stands between the comment's slashes and stars. */
static struct span inside(struct span comment)
{
    size_t end = span_ends(comment, "*/") && comment.len >= 4 ? 2 : 0;
    return span_trim((struct span){comment.at + 2, comment.len - 2 - end});
}

static bool is_region_name(struct span s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && !(c >= '0' && c <= '9') && c != '_' && c != '-')
            return false;
    }
    return s.len > 0;
}

static bool begin_region(struct csource *c, struct span name, size_t line)
{
    bool unique = true;
    for (size_t i = 0; i < c->region_count && unique; i++) {
        if (span_equal(c->regions[i].name, name)) {
            report(c->text.path, line,
                   "region '%.*s' already begins at line %zu", SPAN(name),
                   c->regions[i].begin);
            unique = false;
        }
    }
    c->regions = grow(c->regions, c->region_count, sizeof *c->regions);
    c->regions[c->region_count++] =
        (struct region){.name = name, .begin = line};
    return unique;
}

/* Ends the innermost open region of this name, and reports those inside it that
 * are still open. */
static bool end_region(struct csource *c, struct span name, size_t line)
{
    struct region *opened = NULL;
    for (size_t i = 0; i < c->region_count; i++) {
        if (c->regions[i].end == 0 && span_equal(c->regions[i].name, name))
            opened = &c->regions[i];
    }
    if (!opened) {
        report(c->text.path, line, "end of '%.*s', which is not open here",
               SPAN(name));
        return false;
    }
    opened->end = line;
    bool right = true;
    for (struct region *r = opened; r < c->regions + c->region_count; r++) {
        if (r->end != 0)
            continue;
        report(c->text.path, r->begin,
               "region '%.*s' has no end before '%.*s' ends at line %zu",
               SPAN(r->name), SPAN(name), line);
        r->end = line;
        right = false;
    }
    return right;
}

static bool read_marker(struct csource *c, const struct token *token)
{
    struct span text = inside(token->text);
    const char *newline = memchr(text.at, '\n', text.len);
    if (newline)
        text.len = (size_t)(newline - text.at);
    if (newline || !stands_alone(c, token) || !span_starts(token->text, "/*")) {
        report(c->text.path, token->first,
               "'%.*s' must stand in a /* comment */ alone on its line",
               SPAN(text));
        return false;
    }
    bool begins = span_starts(text, "begin:");
    struct span name =
        span_trim(span_from(text, strlen(begins ? "begin:" : "end:")));
    if (!is_region_name(name)) {
        report(c->text.path, token->first, "'%.*s' is no name for a region",
               SPAN(name));
        return false;
    }
    return begins ? begin_region(c, name, token->first)
                  : end_region(c, name, token->first);
}

static bool read_comment(struct csource *c, const struct token *token)
{
    struct span text = inside(token->text);
    bool marker = span_starts(text, "begin:") || span_starts(text, "end:");
    c->comments = grow(c->comments, c->comment_count, sizeof *c->comments);
    c->comments[c->comment_count++] = (struct comment){
        .first = token->first,
        .last = token->last,
        .alone = stands_alone(c, token),
        .marker = marker,
    };
    return !marker || read_marker(c, token);
}

static bool check_region(const struct csource *c, const struct region *region)
{
    if (region->end == 0) {
        report(c->text.path, region->begin, "region '%.*s' has no end",
               SPAN(region->name));
        return false;
    }
    for (size_t i = 0; i < c->definitions.count; i++) {
        const struct definition *d = &c->definitions.list[i];
        if (span_equal(d->name, region->name)) {
            report(c->text.path, region->begin,
                   "region '%.*s' has the name of the %s at line %zu",
                   SPAN(region->name), d->kind, d->first);
            return false;
        }
    }
    return true;
}

bool csource_read(struct csource *c, struct text text)
{
    *c = (struct csource){.text = text};
    c->definitions = find_definitions(&c->text);
    bool right = spelling_check(&c->text);
    struct lexer lexer = lexer_of(&c->text);
    for (;;) {
        struct token token = next_token(&lexer);
        if (token.kind == TOKEN_END)
            break;
        if (token.kind == TOKEN_COMMENT)
            right = read_comment(c, &token) && right;
    }
    for (size_t i = 0; i < c->region_count; i++)
        right = check_region(c, &c->regions[i]) && right;
    return right;
}

void csource_free(struct csource *c)
{
    text_free(&c->text);
    free(c->definitions.list);
    free(c->comments);
    free(c->regions);
    *c = (struct csource){0};
}

static size_t line_with_comment(const struct csource *c, size_t first)
{
    for (size_t i = c->comment_count; i > 0; i--) {
        const struct comment *comment = &c->comments[i - 1];
        if (comment->alone && comment->last == first - 1)
            first = comment->first;
    }
    return first;
}

enum found csource_find(struct csource *c, struct span name,
                        struct lines *where, size_t *other)
{
    for (size_t i = 0; i < c->region_count; i++) {
        struct region *region = &c->regions[i];
        if (span_equal(region->name, name)) {
            region->shown = true;
            *where = (struct lines){region->begin + 1, region->end - 1};
            return FOUND_ONE;
        }
    }
    enum found found = FOUND_NONE;
    for (size_t i = 0; i < c->definitions.count; i++) {
        const struct definition *d = &c->definitions.list[i];
        if (!span_equal(d->name, name))
            continue;
        if (found == FOUND_NONE) {
            found = FOUND_ONE;
            *other = d->first;
            *where = (struct lines){d->first, d->last};
        } else if (d->first != where->first || d->last != where->last) {
            found = FOUND_SEVERAL;
            where->first = d->first;
        }
    }
    if (found == FOUND_ONE)
        where->first = line_with_comment(c, where->first);
    return found;
}

bool csource_is_marker(const struct csource *c, size_t line)
{
    for (size_t i = 0; i < c->comment_count; i++) {
        if (c->comments[i].marker && c->comments[i].first == line)
            return true;
    }
    return false;
}
