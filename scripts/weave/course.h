/* The whole course in one piece, for those who show it, play it and build it:
 * the site and the lab read it as JSON (course.schema.json), make as variables.
 * They read no C file, no scenario and no rule of a chapter themselves. */
#ifndef COURSE_H
#define COURSE_H

#include "chapter.h"
#include "common/folder.h"
#include "common/json.h"
#include "library.h"
#include "listing.h"

/* The version of the JSON's schema: a change that a reader must know of. */
enum { COURSE_VERSION = 1 };

/* What chapters show and tables of contents list; begins as {0}. */
struct course {
    struct json contents; /* the members of their objects, with a comma before
                             each but the first */
    struct json listings;
    bool in_chapter; /* a chapter's listings have begun */
};

/* What a chapter shows, one call a block; `name` is the chapter's, from the
 * root. */
void course_begin_chapter(struct course *course, const char *name);
void course_add_listing(struct course *course, const struct block *b,
                        const struct listing *listing);

/* What a language's table of contents lists; `name` is its README's, from the
 * root, `files` are the language's Markdown files. Reports what is wrong in
 * it. */
void course_add_contents(struct course *course, const struct chapter *readme,
                         const char *name, const struct paths *files);

/* The whole as JSON text, with all of the library's code/. What is wrong in a
 * scenario or a C file is reported, and left out. To be freed. */
char *course_json(const struct course *course, struct library *library);
void course_free(struct course *course);

/* What make needs of code/ in the folder `root`, as its variables. To be
 * freed. */
char *course_for_make(const char *root);

#endif
