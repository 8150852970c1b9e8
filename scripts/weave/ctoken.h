/* The tokens of a C file, with their lines: comments, preprocessor directives,
 * strings, words and single punctuators. What stands in a comment or a string
 * is never taken for code. Continued lines are one line; a word that is itself
 * split by a backslash and a newline becomes two. Digraphs and trigraphs are
 * not known (spelling.h refuses them). */
#ifndef CTOKEN_H
#define CTOKEN_H

#include "common/text.h"

enum token_kind {
    TOKEN_END,           /* of the file */
    TOKEN_COMMENT,       /* whole, with its slashes and stars */
    TOKEN_DIRECTIVE,     /* the # that begins a preprocessor line; the tokens of
                            that line follow */
    TOKEN_DIRECTIVE_END, /* the end of that line; empty */
    TOKEN_WORD,          /* a name, a keyword or a number */
    TOKEN_LITERAL,       /* a string or a character constant */
    TOKEN_PUNCTUATOR,    /* one character */
};

struct token {
    enum token_kind kind;
    struct span text;
    size_t first, last; /* lines, from 1 */
};

struct lexer {
    struct span rest;
    size_t line;
    bool line_start;   /* only white space and comments since the newline */
    bool in_directive; /* the next newline ends a directive */
};

struct lexer lexer_of(const struct text *t);
struct token next_token(struct lexer *lexer);
bool token_is(const struct token *token, const char *text);

#endif
