#define _POSIX_C_SOURCE 200809L
#include "ctoken.h"

#include <string.h>

struct lexer lexer_of(const struct text *t)
{
    /* without its last newline nothing reaches a line that is not there */
    size_t size = t->size;
    if (size > 0 && t->bytes[size - 1] == '\n')
        size--;
    return (struct lexer){
        .rest = {t->bytes, size}, .line = 1, .line_start = true};
}

bool token_is(const struct token *token, const char *text)
{
    return span_is(token->text, text);
}

static bool is_word(char c)
{
    unsigned char byte = (unsigned char)c;
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '_' || byte == '$' ||
           byte >= 0x80; /* UTF-8 in a name */
}

static size_t count_newlines(struct span s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++)
        n += s.at[i] == '\n';
    return n;
}

static bool is_continuation(struct span rest)
{
    return span_starts(rest, "\\\n");
}

/* Steps over white space, and over newlines that end no directive. */
static void skip_space(struct lexer *lexer)
{
    while (lexer->rest.len > 0) {
        size_t step = is_continuation(lexer->rest) ? 2 : 1;
        char last = lexer->rest.at[step - 1];
        if (last == '\n' && step == 1 && lexer->in_directive)
            return;
        if (!strchr(" \t\n\v\f\r", last) || last == '\0')
            return;
        if (last == '\n') {
            lexer->line++;
            lexer->line_start = lexer->line_start || step == 1;
        }
        lexer->rest = span_from(lexer->rest, step);
    }
}

static size_t block_comment_len(struct span rest)
{
    for (size_t i = 2; i + 1 < rest.len; i++) {
        if (rest.at[i] == '*' && rest.at[i + 1] == '/')
            return i + 2;
    }
    return rest.len;
}

static size_t line_comment_len(struct span rest)
{
    size_t i = 2;
    while (i < rest.len && rest.at[i] != '\n')
        i += is_continuation(span_from(rest, i)) ? 2 : 1;
    return i;
}

/* A literal that is not closed ends with its line. */
static size_t literal_len(struct span rest)
{
    size_t i = 1;
    while (i < rest.len && rest.at[i] != rest.at[0] && rest.at[i] != '\n')
        i += rest.at[i] == '\\' && i + 1 < rest.len ? 2 : 1;
    return i < rest.len && rest.at[i] == rest.at[0] ? i + 1 : i;
}

/* A number is a word too: its dots, its digits' separators and its exponent's
 * sign do not matter to who looks for names. */
static size_t word_len(struct span rest)
{
    size_t i = 1;
    while (i < rest.len && is_word(rest.at[i]))
        i++;
    return i;
}

struct token next_token(struct lexer *lexer)
{
    skip_space(lexer);
    struct span rest = lexer->rest;
    struct token token = {.kind = TOKEN_END, .first = lexer->line};
    size_t len = 0;
    if (lexer->in_directive && (rest.len == 0 || rest.at[0] == '\n')) {
        token.kind = TOKEN_DIRECTIVE_END;
        lexer->in_directive = false;
    } else if (rest.len == 0) {
        token.kind = TOKEN_END;
    } else if (span_starts(rest, "/*")) {
        token.kind = TOKEN_COMMENT;
        len = block_comment_len(rest);
    } else if (span_starts(rest, "//")) {
        token.kind = TOKEN_COMMENT;
        len = line_comment_len(rest);
    } else if (rest.at[0] == '#' && lexer->line_start) {
        token.kind = TOKEN_DIRECTIVE;
        len = 1;
        lexer->in_directive = true;
    } else if (rest.at[0] == '"' || rest.at[0] == '\'') {
        token.kind = TOKEN_LITERAL;
        len = literal_len(rest);
    } else if (is_word(rest.at[0])) {
        token.kind = TOKEN_WORD;
        len = word_len(rest);
    } else {
        token.kind = TOKEN_PUNCTUATOR;
        len = 1;
    }
    if (token.kind != TOKEN_COMMENT && token.kind != TOKEN_DIRECTIVE_END)
        lexer->line_start = false;
    token.text = (struct span){rest.at, len};
    lexer->line += count_newlines(token.text);
    token.last = lexer->line;
    lexer->rest = span_from(rest, len);
    return token;
}
