/* See spelling.h. */
#define _POSIX_C_SOURCE 200809L
#include "spelling.h"

#include <string.h>

#include "common/report.h"
#include "ctoken.h"

struct other_spelling {
    const char *written, *means;
};

static const struct other_spelling DIGRAPHS[] = {
    {"<%", "{"}, {"%>", "}"}, {"<:", "["}, {":>", "]"}, {"%:", "#"}};

static const struct other_spelling TRIGRAPHS[] = {
    {"\?\?=", "#"}, {"\?\?/", "\\"}, {"\?\?'", "^"},
    {"\?\?(", "["}, {"\?\?)", "]"},  {"\?\?!", "|"},
    {"\?\?<", "{"}, {"\?\?>", "}"},  {"\?\?-", "~"}};

/* Reports the spelling that the text begins with, if it is one of these. */
static bool is_other_spelling(const struct text *t, size_t line, struct span s,
                              const struct other_spelling *list, size_t count,
                              const char *kind)
{
    for (size_t i = 0; i < count; i++) {
        if (!span_starts(s, list[i].written))
            continue;
        report(t->path, line, "a %s: write '%s' and not '%s'", kind,
               list[i].means, list[i].written);
        return true;
    }
    return false;
}

/* Trigraphs stand for their character in comments and strings, too. */
static bool check_lines(const struct text *t)
{
    bool right = true;
    if (t->count > 0 && span_starts(t->lines[0], "\xef\xbb\xbf")) {
        report(t->path, 1, "a byte order mark: save the file without it");
        right = false;
    }
    for (size_t i = 0; i < t->count; i++)
        for (struct span s = t->lines[i]; s.len > 2; s = span_from(s, 1))
            if (is_other_spelling(t, i + 1, s, TRIGRAPHS,
                                  sizeof TRIGRAPHS / sizeof *TRIGRAPHS,
                                  "trigraph"))
                right = false;
    return right;
}

/* Is the token a word that goes on behind a backslash and a newline? */
static bool is_cut(const struct token *token, const struct lexer *lexer)
{
    if (token->kind != TOKEN_WORD || !span_starts(lexer->rest, "\\\n"))
        return false;
    struct lexer ahead = *lexer;
    ahead.rest = span_from(ahead.rest, 2);
    struct token next = next_token(&ahead);
    return next.kind == TOKEN_WORD && next.text.at == lexer->rest.at + 2;
}

static bool check_tokens(const struct text *t)
{
    bool right = true;
    size_t depth = 0;
    struct token before = {0};
    struct lexer lexer = lexer_of(t);
    for (struct token token = next_token(&lexer); token.kind != TOKEN_END;
         token = next_token(&lexer)) {
        if (token.kind == TOKEN_COMMENT)
            continue;
        struct span rest = {token.text.at, token.text.len + lexer.rest.len};
        if (token.kind == TOKEN_PUNCTUATOR &&
            is_other_spelling(t, token.first, rest, DIGRAPHS,
                              sizeof DIGRAPHS / sizeof *DIGRAPHS, "digraph"))
            right = false;
        if (is_cut(&token, &lexer)) {
            report(t->path, token.first, "a name that the end of a line cuts");
            right = false;
        }
        if (token.kind == TOKEN_DIRECTIVE)
            while (token.kind != TOKEN_DIRECTIVE_END && token.kind != TOKEN_END)
                token = next_token(&lexer);
        /* what is open in one branch of an #if and closed in another is not
         * counted right, but then nothing is at the top level for long */
        if (token_is(&token, "{") && depth++ == 0 && token_is(&before, ";")) {
            report(t->path, token.first,
                   "an old-style head of a function: write its parameters' "
                   "types in its parentheses");
            right = false;
        }
        if (token_is(&token, "}") && depth > 0)
            depth--;
        if (token.kind != TOKEN_DIRECTIVE_END)
            before = token;
    }
    return right;
}

bool spelling_check(const struct text *t)
{
    bool lines = check_lines(t), tokens = check_tokens(t);
    return lines && tokens;
}
