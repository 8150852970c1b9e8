#define _POSIX_C_SOURCE 200809L
#include "listing.h"

#include <stdlib.h>
#include <string.h>

#include "common/folder.h"
#include "common/memory.h"
#include "common/report.h"
#include "difference.h"

/* A file and, after the #, a name in it. */
struct target {
    struct span file, name;
};

/* Where a link stands, for the messages. */
struct place {
    const char *path;
    size_t line;
};

bool is_owned(const struct block *b)
{
    return b->kind == FENCE &&
           (b->language == LANGUAGE_C || b->language == LANGUAGE_CONSOLE ||
            b->language == LANGUAGE_DIFF);
}

static struct target split_target(struct span s)
{
    const char *hash = s.len > 0 ? memchr(s.at, '#', s.len) : NULL;
    if (!hash)
        return (struct target){.file = s};
    size_t len = (size_t)(hash - s.at);
    return (struct target){{s.at, len}, span_from(s, len + 1)};
}

static bool is_c(struct span file)
{
    return span_ends(file, ".c") || span_ends(file, ".h");
}

static bool is_scenario(struct span file)
{
    return span_ends(file, ".scenario");
}

/* The file that the link at `place` names, seen from the file `from`; NULL
 * when it is not there or not right. */
static struct code_file *open_target(struct library *library,
                                     struct place place, const char *from,
                                     struct span target)
{
    char *name = path_from(from, target);
    struct code_file *file = NULL;
    if (!name || !span_starts(span_of(name), "code/")) {
        report(place.path, place.line, "'%.*s' leads out of code/",
               SPAN(target));
    } else {
        file = library_get(library, name);
        if (file->error != 0)
            report(place.path, place.line, "%s: %s", file->c.text.path,
                   strerror(file->error));
        if (!file->right)
            file = NULL; /* the library has reported why */
    }
    free(name);
    return file;
}

static bool show_c(struct snippet *shown, struct code_file *file,
                   struct span name, struct place place)
{
    struct lines where = {1, file->c.text.count};
    size_t other = 0;
    enum found found = FOUND_ONE;
    if (name.at)
        found = csource_find(&file->c, name, &where, &other);
    const char *path = file->c.text.path;
    if (found == FOUND_NONE) {
        report(place.path, place.line, "%s defines no '%.*s'", path,
               SPAN(name));
        return false;
    }
    if (found == FOUND_SEVERAL) {
        report(path, where.first,
               "'%.*s' is already defined at line %zu; %s:%zu cannot show both",
               SPAN(name), other, place.path, place.line);
        return false;
    }
    *shown = snippet_of_c(&file->c, where);
    return true;
}

/* Fills *shown with what the target shows of the file. */
static bool show(struct snippet *shown, struct code_file *file,
                 struct target target, struct place place)
{
    if (file->is_c && !show_c(shown, file, target.name, place))
        return false;
    if (!file->is_c && target.name.at) {
        report(place.path, place.line, "a scenario is shown whole, without #");
        return false;
    }
    if (!file->is_c)
        *shown = snippet_of_scenario(&file->c.text);
    if (shown->count > 0)
        return true;
    report(place.path, place.line, "%s%s%.*s has nothing to show",
           file->c.text.path, target.name.at ? "#" : "", SPAN(target.name));
    return false;
}

/* Replaces the lines of the listing by their difference to the older file that
 * the link's title names. */
static bool show_difference(struct listing *listing, struct library *library,
                            struct code_file *present, struct span title,
                            struct place place)
{
    struct span since = span_trim(span_from(title, strlen("since ")));
    struct target target = split_target(since);
    struct code_file *file = NULL;
    if (is_c(target.file))
        file = open_target(library, place, present->name, target.file);
    else
        report(place.path, place.line, "'%.*s' is no C file", SPAN(since));
    struct snippet older = {0};
    if (!file || !show(&older, file, target, place)) {
        snippet_free(&older);
        return false;
    }
    struct snippet changes =
        difference(&older, &listing->shown, &listing->bytes);
    bool differs = changes.count > 0;
    snippet_free(&older);
    snippet_free(&listing->shown);
    listing->shown = changes;
    if (!differs)
        report(place.path, place.line, "%s does not differ from %s",
               present->c.text.path, file->c.text.path);
    return differs;
}

static bool check_link(const struct chapter *chapter, const struct block *b)
{
    const char *path = chapter->text.path;
    struct span file = split_target(b->target).file;
    if (b->caption.len == 0 || (!is_c(file) && !is_scenario(file))) {
        report(path, b->line,
               "no link to a file of code/ right above this %.*s block",
               SPAN(b->word));
        return false;
    }
    size_t link = b->line - 1;
    if (link > 1 && !span_blank(chapter->text.lines[link - 2])) {
        report(path, link, "a block's link needs an empty line above");
        return false;
    }
    if (is_scenario(file) != (b->language == LANGUAGE_CONSOLE)) {
        report(path, b->line, "a %s is shown in a %s block",
               is_scenario(file) ? "scenario" : "C file",
               is_scenario(file) ? "console" : "c or diff");
        return false;
    }
    if ((b->language == LANGUAGE_DIFF) != span_starts(b->title, "since ")) {
        report(path, link,
               "a diff block, and no other, has a link "
               "(… \"since older-file\")");
        return false;
    }
    return true;
}

/* A line of the listing that the chapter could not hold. */
static bool check_lines(const struct listing *listing, const struct block *b)
{
    for (size_t i = 0; i < listing->shown.count; i++) {
        if (closes_fence(listing->shown.lines[i].text, b->length)) {
            report(listing->file->c.text.path, listing->shown.lines[i].line,
                   "this line would close the block that shows it");
            return false;
        }
    }
    return true;
}

bool listing_make(struct listing *listing, struct library *library,
                  const struct chapter *chapter, const char *name,
                  const struct block *b)
{
    *listing = (struct listing){0};
    if (!check_link(chapter, b))
        return false;
    struct place place = {chapter->text.path, b->line - 1};
    struct target target = split_target(b->target);
    struct code_file *file = open_target(library, place, name, target.file);
    if (!file)
        return false;
    listing->file = file;
    if (!show(&listing->shown, file, target, place))
        return false;
    if (b->language == LANGUAGE_DIFF &&
        !show_difference(listing, library, file, b->title, place))
        return false;
    return check_lines(listing, b);
}

void listing_free(struct listing *listing)
{
    snippet_free(&listing->shown);
    free(listing->bytes);
    *listing = (struct listing){0};
}

bool check_unowned(const struct chapter *chapter, const struct block *b)
{
    struct span file = split_target(b->target).file;
    if (b->kind != FENCE || (!is_c(file) && !is_scenario(file)))
        return true;
    report(chapter->text.path, b->line,
           "a %.*s block belongs to no file, and a link to one is right above",
           SPAN(b->word));
    return false;
}
