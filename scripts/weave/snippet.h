/* What the book shows of a file: lines, and where in the file each stands. */
#ifndef SNIPPET_H
#define SNIPPET_H

#include "common/text.h"
#include "csource.h"

struct shown_line {
    struct span text; /* in somebody else's bytes */
    size_t line;      /* of the file, from 1 */
};

struct snippet {
    struct shown_line *lines;
    size_t count;
};

void snippet_add(struct snippet *s, struct span text, size_t line);
void snippet_free(struct snippet *s);

/* These lines of a C file without markers, their common indentation, and blank
 * lines at both ends. */
struct snippet snippet_of_c(const struct csource *c, struct lines where);

/* A scenario without comments, settings, blank lines at both ends, and with
 * one blank line where there were more. */
struct snippet snippet_of_scenario(const struct text *t);

#endif
