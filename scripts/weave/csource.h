/* A C file as the book sees it: what it defines, and its regions, the parts
 * between two comments that stand alone on their lines:
 *
 *     begin: name
 *     end: name
 *
 * (each in a comment of the kind that this one is). */
#ifndef CSOURCE_H
#define CSOURCE_H

#include "common/text.h"
#include "definitions.h"

struct comment {
    size_t first, last; /* lines, from 1 */
    bool alone;         /* nothing else stands on these lines */
    bool marker;        /* it begins or ends a region */
};

struct region {
    struct span name;
    size_t begin, end; /* lines of the markers, from 1 */
    bool shown;        /* for who shows it to note */
};

struct csource {
    struct text text;
    struct definitions definitions;
    struct comment *comments;
    size_t comment_count;
    struct region *regions; /* in the order of their beginnings */
    size_t region_count;
};

/* Reads what *text (which it takes over) defines. Reports wrong markers and
 * names that a region shares; false when there is one. Free with csource_free,
 * whatever the result. */
bool csource_read(struct csource *c, struct text text);
void csource_free(struct csource *c);

/* Lines, from 1, both included. */
struct lines {
    size_t first, last;
};

enum found { FOUND_NONE, FOUND_ONE, FOUND_SEVERAL };

/* The lines of what has this name: those between a region's markers, or a
 * definition with the comment right above it. With several, *where and *other
 * are the first lines of the last and the first of them. */
enum found csource_find(struct csource *c, struct span name,
                        struct lines *where, size_t *other);

/* Whether a marker stands on this line. */
bool csource_is_marker(const struct csource *c, size_t line);

#endif
