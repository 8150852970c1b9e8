#define _POSIX_C_SOURCE 200809L
#include "definitions.h"

#include <stdlib.h>

#include "common/memory.h"
#include "ctoken.h"

/* A token and how many ( [ { are open around it; an opening one and its
 * closing one have the same depth. */
struct piece {
    struct token token;
    size_t depth;
};

/* Some pieces side by side. */
struct pieces {
    const struct piece *at;
    size_t count;
};

/* Where the reading of the file stands. */
struct state {
    size_t start; /* the present declaration begins at this piece */
    size_t end;   /* and reaches before this one */
    size_t depth;
    bool in_body; /* the outermost { is a function's */
};

struct finder {
    struct definitions found;
    struct piece *all;
    struct state now;
    struct state *branches; /* as things stood at each #if that is open */
    size_t open;
};

static const char *const OPENERS = "([{";
static const char *const CLOSERS = ")]}";

static bool is_one_of(const struct piece *p, const char *characters)
{
    if (p->token.kind != TOKEN_PUNCTUATOR)
        return false;
    for (const char *c = characters; *c; c++) {
        if (p->token.text.at[0] == *c)
            return true;
    }
    return false;
}

static bool is_word(const struct piece *p, const char *const *words)
{
    for (; *words; words++) {
        if (token_is(&p->token, *words))
            return true;
    }
    return false;
}

static bool is_name(const struct piece *p)
{
    char c = p->token.text.at[0];
    return p->token.kind == TOKEN_WORD && (c < '0' || c > '9');
}

static bool is_aggregate(const struct piece *p)
{
    return is_word(p, (const char *const[]){"struct", "union", "enum", NULL});
}

/* Words whose parentheses hold neither parameters nor a declarator. */
static bool is_attribute(const struct piece *p)
{
    static const char *const WORDS[] = {
        "__attribute__", "__attribute", "__declspec", "_Alignas", "alignas",
        "asm",           "__asm__",     "__asm",      NULL};
    return is_word(p, WORDS);
}

/* Words that are a type together with their parentheses. */
static bool is_type_operator(const struct piece *p)
{
    static const char *const WORDS[] = {"_Atomic", "typeof", "__typeof__",
                                        NULL};
    return is_word(p, WORDS);
}

/* The index after the closing partner of the opening piece at i. */
static size_t after_group(struct pieces s, size_t i)
{
    size_t depth = s.at[i].depth;
    for (i++; i < s.count; i++) {
        if (s.at[i].depth == depth && is_one_of(&s.at[i], CLOSERS))
            return i + 1;
    }
    return s.count;
}

static struct pieces part(struct pieces s, size_t from, size_t to)
{
    return (struct pieces){s.at + from, to - from};
}

/* The first of these characters at this depth from i on; or s.count. */
static size_t find_at_depth(struct pieces s, size_t i, size_t depth,
                            const char *characters)
{
    while (i < s.count &&
           (s.at[i].depth != depth || !is_one_of(&s.at[i], characters)))
        i++;
    return i;
}

static bool has_word(struct pieces s, const char *word)
{
    for (size_t i = 0; i < s.count; i++) {
        if (s.at[i].depth == 0 && token_is(&s.at[i].token, word))
            return true;
    }
    return false;
}

/* A copy without attributes (they stand anywhere and name nothing) and without
 * the parentheses of a type. The caller frees it. */
static struct piece *without_attributes(struct pieces s, size_t *count)
{
    struct piece *kept = allocate(s.count, sizeof *kept);
    *count = 0;
    for (size_t i = 0; i < s.count;) {
        bool more = i + 1 < s.count;
        bool group = more && is_one_of(&s.at[i + 1], "(");
        bool type = group && is_type_operator(&s.at[i]);
        if (type)
            kept[(*count)++] = s.at[i];
        if (type || (group && is_attribute(&s.at[i])))
            i = after_group(s, i + 1);
        else if (more && is_one_of(&s.at[i], "[") &&
                 is_one_of(&s.at[i + 1], "["))
            i = after_group(s, i);
        else
            kept[(*count)++] = s.at[i++];
    }
    return kept;
}

static void add(struct finder *f, const char *kind, struct span name,
                struct pieces declaration)
{
    struct definitions *found = &f->found;
    found->list = grow(found->list, found->count, sizeof *found->list);
    found->list[found->count++] = (struct definition){
        .kind = kind,
        .name = name,
        .first = declaration.at[0].token.first,
        .last = declaration.at[declaration.count - 1].token.last,
    };
}

struct declarator {
    struct span name; /* empty when there is none */
    bool is_function;
};

/* The index of the declarator's first parenthesis; s.count when there is none.
 * Parentheses with a word behind them belong to a macro before the name. */
static size_t find_parenthesis(struct pieces s, size_t depth)
{
    size_t open = find_at_depth(s, 0, depth, "(");
    while (open < s.count) {
        size_t after = after_group(s, open);
        if (after == s.count || s.at[after].token.kind != TOKEN_WORD)
            break;
        open = find_at_depth(s, after, depth, "(");
    }
    return open;
}

/* What one declarator, with or without the words before it, declares: `int x`,
 * `*x[3]`, `int f(void)`, `void (*x)(int)`, `int (*f(void))[3]`. */
static struct declarator read_declarator(struct pieces s)
{
    if (s.count == 0)
        return (struct declarator){0};
    size_t depth = s.at[0].depth;
    size_t open = find_parenthesis(s, depth);
    if (open + 1 < s.count) {
        size_t close = after_group(s, open);
        bool parameters_follow =
            close < s.count && is_one_of(&s.at[close], "(");
        if (open == 0 || is_one_of(&s.at[open + 1], "*") || parameters_follow) {
            struct pieces inside = part(s, open + 1, close - 1);
            struct declarator d = read_declarator(inside);
            if (inside.count == 1 && parameters_follow)
                d.is_function = true; /* int (f)(void) */
            return d;
        }
    }
    size_t end = open < s.count ? open : find_at_depth(s, 0, depth, "[");
    while (end > 0 && !is_name(&s.at[end - 1]))
        end--;
    if (end == 0)
        return (struct declarator){0};
    return (struct declarator){s.at[end - 1].token.text, open < s.count};
}

static void add_function(struct finder *f, struct pieces declaration)
{
    size_t count;
    struct piece *kept = without_attributes(declaration, &count);
    struct pieces s = {kept, count};
    s.count = find_at_depth(s, 0, 0, "{");
    struct declarator d = read_declarator(s);
    if (d.name.len > 0)
        add(f, "function", d.name, declaration);
    free(kept);
}

/* Adds a struct, union or enum whose body opens at `body`, and its
 * enumerators. */
static void add_aggregate(struct finder *f, struct pieces s, size_t body,
                          struct pieces declaration)
{
    bool tagged = !is_aggregate(&s.at[body - 1]);
    const struct piece *word = &s.at[body - (tagged ? 2 : 1)];
    const char *kind = token_is(&word->token, "struct")  ? "struct"
                       : token_is(&word->token, "union") ? "union"
                                                         : "enum";
    if (tagged)
        add(f, kind, s.at[body - 1].token.text, declaration);
    if (!token_is(&word->token, "enum"))
        return;
    size_t end = after_group(s, body);
    for (size_t i = body + 1; i < end; i++) {
        if (s.at[i].depth == 1 && is_name(&s.at[i]) &&
            (is_one_of(&s.at[i - 1], "{") ||
             (is_one_of(&s.at[i - 1], ",") && s.at[i - 1].depth == 1)))
            add(f, "enumerator", s.at[i].token.text, declaration);
    }
}

/* Adds what the declarators between commas define. */
static void add_declarators(struct finder *f, struct pieces s, bool is_typedef,
                            bool is_extern, struct pieces declaration)
{
    for (size_t i = 0; i < s.count;) {
        size_t comma = find_at_depth(s, i, 0, ",");
        struct pieces one = part(s, i, comma);
        size_t value = find_at_depth(one, 0, 0, "=");
        struct declarator d = read_declarator(part(one, 0, value));
        bool defines = !d.is_function && (!is_extern || value < one.count);
        if (d.name.len > 0 && is_typedef)
            add(f, "typedef", d.name, declaration);
        else if (d.name.len > 0 && defines)
            add(f, "variable", d.name, declaration);
        i = comma + 1;
    }
}

/* The index of the { of the struct, union or enum that s defines, or
 * s.count. */
static size_t find_aggregate_body(struct pieces s)
{
    size_t body = find_at_depth(s, 0, 0, "{=");
    if (body == s.count || body == 0 || is_one_of(&s.at[body], "="))
        return s.count;
    bool untagged = is_aggregate(&s.at[body - 1]);
    bool tagged = body >= 2 && is_aggregate(&s.at[body - 2]);
    return untagged || tagged ? body : s.count;
}

static void add_declaration(struct finder *f, struct pieces declaration)
{
    size_t count;
    struct piece *kept = without_attributes(declaration, &count);
    struct pieces s = {kept, count - 1}; /* without the semicolon */
    size_t body = find_aggregate_body(s);
    bool is_typedef = has_word(s, "typedef");
    bool is_extern = has_word(s, "extern");
    if (body < s.count) {
        add_aggregate(f, s, body, declaration);
        struct pieces after = part(s, after_group(s, body), s.count);
        add_declarators(f, after, is_typedef, is_extern, declaration);
    } else {
        bool forward = s.count == 2 && is_aggregate(&s.at[0]);
        if (s.count > 1 && !forward)
            add_declarators(f, s, is_typedef, is_extern, declaration);
    }
    free(kept);
}

static struct pieces present(const struct finder *f)
{
    if (f->now.start == f->now.end)
        return (struct pieces){0};
    return (struct pieces){f->all + f->now.start, f->now.end - f->now.start};
}

static void begin_declaration(struct finder *f)
{
    f->now.start = f->now.end;
    f->now.in_body = false;
}

/* Whether the { that comes now, outside all others, opens a function. */
static bool opens_function(const struct finder *f)
{
    size_t count;
    struct piece *kept = without_attributes(present(f), &count);
    struct pieces s = {kept, count};
    bool answer = count > 0 && is_one_of(&kept[count - 1], ")]") &&
                  find_at_depth(s, 0, 0, "=") == count;
    free(kept);
    return answer;
}

/* `LIST_OF(int)` alone, and now a word comes: the macro's use needs no
 * semicolon, and what comes is another declaration. */
static bool ends_macro_use(const struct finder *f, const struct piece *next)
{
    struct pieces s = present(f);
    return next->depth == 0 && next->token.kind == TOKEN_WORD &&
           !is_attribute(next) && s.count >= 3 && is_name(&s.at[0]) &&
           !is_attribute(&s.at[0]) && !is_type_operator(&s.at[0]) &&
           is_one_of(&s.at[1], "(") && after_group(s, 1) == s.count &&
           is_one_of(&s.at[s.count - 1], ")");
}

static void push(struct finder *f, struct piece p)
{
    f->all = grow(f->all, f->now.end, sizeof *f->all);
    f->all[f->now.end++] = p;
}

static void read_token(struct finder *f, struct token token)
{
    struct state *now = &f->now;
    struct piece p = {token, now->depth};
    bool opens = is_one_of(&p, OPENERS);
    bool closes = is_one_of(&p, CLOSERS);
    if (now->start == now->end && (closes || is_one_of(&p, ";")))
        return; /* it belongs to nothing */
    if (ends_macro_use(f, &p))
        begin_declaration(f);
    if (now->depth == 0 && is_one_of(&p, "{"))
        now->in_body = opens_function(f);
    if (closes && now->depth > 0)
        p.depth = --now->depth;
    push(f, p);
    if (opens)
        now->depth++;
    if (now->depth > 0)
        return;
    if (is_one_of(&p, "}") && now->in_body) {
        add_function(f, present(f));
        begin_declaration(f);
    } else if (is_one_of(&p, ";")) {
        add_declaration(f, present(f));
        begin_declaration(f);
    }
}

/* The other branches of an #if begin as the first one did: each may open the
 * same brace. */
static void begin_branch(struct finder *f)
{
    struct state before = f->branches[f->open - 1];
    size_t start = f->now.end;
    for (size_t i = before.start; i < before.end; i++)
        push(f, f->all[i]);
    f->now.depth = before.depth;
    f->now.in_body = before.in_body;
    f->now.start = start;
}

/* `#if 0`: what follows need not be C. Steps over it, up to the line of the
 * #else, #elif or #endif. */
static void skip_group(struct lexer *lexer)
{
    size_t open = 0;
    for (;;) {
        struct lexer before = *lexer;
        struct token token = next_token(lexer);
        if (token.kind == TOKEN_END)
            return;
        if (token.kind != TOKEN_DIRECTIVE)
            continue;
        struct token word = next_token(lexer);
        bool ends = token_is(&word, "endif");
        if (open == 0 && (ends || span_starts(word.text, "el"))) {
            *lexer = before;
            return;
        }
        if (span_starts(word.text, "if"))
            open++;
        else if (ends)
            open--;
    }
}

static void read_directive(struct finder *f, struct lexer *lexer,
                           struct token hash)
{
    struct token words[3] = {{0}};
    size_t count = 0;
    struct token token = next_token(lexer);
    for (; token.kind != TOKEN_DIRECTIVE_END; token = next_token(lexer)) {
        if (token.kind != TOKEN_COMMENT && count < 3)
            words[count++] = token;
    }
    if (count == 0)
        return; /* the null directive, a # alone */
    if (token_is(&words[0], "define") && count > 1) {
        struct piece lines[2] = {{.token = hash}, {.token = token}};
        add(f, "macro", words[1].text, (struct pieces){lines, 2});
    } else if (span_starts(words[0].text, "if")) {
        f->branches = grow(f->branches, f->open, sizeof *f->branches);
        f->branches[f->open++] = f->now;
        if (token_is(&words[0], "if") && count == 2 && token_is(&words[1], "0"))
            skip_group(lexer);
    } else if (span_starts(words[0].text, "el") && f->open > 0) {
        begin_branch(f);
    } else if (token_is(&words[0], "endif") && f->open > 0) {
        f->open--;
    }
}

struct definitions find_definitions(const struct text *t)
{
    struct finder f = {0};
    struct lexer lexer = lexer_of(t);
    for (;;) {
        struct token token = next_token(&lexer);
        if (token.kind == TOKEN_END)
            break;
        if (token.kind == TOKEN_DIRECTIVE)
            read_directive(&f, &lexer, token);
        else if (token.kind != TOKEN_COMMENT)
            read_token(&f, token);
    }
    free(f.all);
    free(f.branches);
    return f.found;
}
