/* The table of contents of one language: the links of the lists in its
 * README.md. */
#ifndef CONTENTS_H
#define CONTENTS_H

#include "chapter.h"
#include "common/folder.h"

struct entry {
    struct span name; /* 04-accept.md, in the chapter's bytes */
    size_t line;
};

struct contents {
    const struct chapter *readme;
    struct entry *entries; /* in the order of the lists */
    size_t count;
};

/* Free with contents_free, before the chapter. */
struct contents contents_of(const struct chapter *readme);
void contents_free(struct contents *c);

/* Reports a language without one; `files` are the Markdown files of its
 * folder. */
void contents_must_be_there(const char *folder, const struct paths *files);

/* Reports chapters that are listed twice or do not exist, and files that are
 * not listed; `files` are the paths of the language's Markdown files. */
void contents_check(const struct contents *c, const struct paths *files);

/* Reports where the two do not list the same chapters in the same order. */
void contents_compare(const struct contents *a, const struct contents *b);

/* What follows the last slash of a path. */
const char *file_name(const char *path);

#endif
