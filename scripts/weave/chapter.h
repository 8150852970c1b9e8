/* A chapter, read for what the tools look at: headings, blocks of code,
 * callouts. How they are written is told in book/WRITING.md. */
#ifndef CHAPTER_H
#define CHAPTER_H

#include "common/text.h"

enum language {
    LANGUAGE_C,
    LANGUAGE_SKETCH, /* "c sketch" */
    LANGUAGE_CONSOLE,
    LANGUAGE_DIFF,
    LANGUAGE_MERMAID,
    LANGUAGE_SH,
};

enum block_kind { HEADING, FENCE, CALLOUT };

struct block {
    enum block_kind kind;
    size_t line; /* of the heading, the opening fence, the first >; from 1 */

    size_t level; /* of a heading */

    /* of a fence */
    enum language language;
    struct span word;    /* the language as it is written */
    size_t end;          /* the line of the closing fence */
    size_t length;       /* how many backticks it needs at least */
    struct span caption; /* the line above, when it is a link and nothing else;
                            else empty */
    struct span target;  /* of that link */
    struct span title;   /* of that link; empty when it has none */
    size_t notes;        /* items of the ordered list right below */

    /* of a callout */
    struct span callout; /* NOTE, TIP, WARNING, PREDICT or QUESTION */
    char *choices;       /* of a question: 'x' for a right one, '-' else */
};

struct chapter {
    struct text text;
    struct block *blocks; /* in the order of the file */
    size_t count;
};

/* Reads a chapter; reports what is against the rules, and gives false when
 * there is something. Free with chapter_free, whatever the result. */
bool chapter_read(struct chapter *c, const char *path);
void chapter_free(struct chapter *c);

/* Whether this line, inside a fence of so many backticks, would end it. */
bool closes_fence(struct span line, size_t backticks);

/* The target of the first link of a line; empty when there is none. */
struct span first_link(struct span line);

/* Whether the line is an item of a list, numbered or not. */
bool is_item(struct span line);

#endif
