/* What must stand in a block of a chapter: the link above names the file. */
#ifndef LISTING_H
#define LISTING_H

#include "chapter.h"
#include "library.h"
#include "snippet.h"

struct listing {
    struct snippet shown;
    const struct code_file *file; /* that is shown; the library's */
    char *bytes;                  /* of the lines of a difference */
};

/* Whether the block's text comes from a file. */
bool is_owned(const struct block *b);

/* Makes the listing of an owned block; `name` is the chapter's, from the root.
 * Reports what is wrong, and gives false then. Free with listing_free, whatever
 * the result, before the library. */
bool listing_make(struct listing *listing, struct library *library,
                  const struct chapter *chapter, const char *name,
                  const struct block *b);
void listing_free(struct listing *listing);

/* Reports a link to a program above a block that belongs to no file; false
 * when there is one. */
bool check_unowned(const struct chapter *chapter, const struct block *b);

#endif
