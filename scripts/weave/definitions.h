/* Finds what a C file defines at its top level. */
#ifndef DEFINITIONS_H
#define DEFINITIONS_H

#include "common/text.h"

struct definition {
    const char *kind; /* function, struct, union, enum, enumerator, typedef,
                         variable or macro */
    struct span name; /* in the text */
    /* Lines of the whole declaration, from 1; without the comment above. Names
     * of one declaration (a struct and its typedef) have the same lines. */
    size_t first, last;
};

struct definitions {
    struct definition *list; /* in the order of the file */
    size_t count;
};

/* Functions with a body, structs, unions and enums with theirs, the enumerators
 * of those, typedefs, variables (but not "extern" without a value), and macros
 * wherever they are. Each branch of an #if is read; a name that two branches
 * define is there twice. The caller frees list; the names live in *t. */
struct definitions find_definitions(const struct text *t);

#endif
