/* Lines with placeholders: `port {a}` is any line that has a decimal number
 * in the place of {a}, and the same number wherever {a} stands again. */
#ifndef PATTERN_H
#define PATTERN_H

#include "common/text.h"

#include <stdbool.h>
#include <stddef.h>

struct binding {
    char *name;
    char *number;
};

/* What the placeholders of one run stand for; begins as {0}. */
struct bindings {
    bool any_spaces; /* does a run of spaces match a longer or shorter one? */
    struct binding *items;
    size_t count;
};

/* Is `line` what `pattern` says? Placeholders that were free are bound when
 * it is, and left free when it is not. */
bool pattern_matches(const char *pattern, const char *line,
                     struct bindings *bindings);

/* The length of a `{name}` at the start: a lower-case letter, and more of them
 * or digits; else 0. */
size_t starts_placeholder(struct span s);

/* The name of the pattern's next placeholder, and moves *pattern behind it;
 * empty when there is none left. */
struct span next_placeholder(const char **pattern);

void bindings_free(struct bindings *bindings);

#endif
