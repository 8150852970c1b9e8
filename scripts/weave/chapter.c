#define _POSIX_C_SOURCE 200809L
#include "chapter.h"

#include <stdlib.h>
#include <string.h>

#include "common/memory.h"
#include "common/report.h"

static struct span line_of(const struct chapter *c, size_t line)
{
    return c->text.lines[line - 1];
}

/* How many times the character stands at the start. */
static size_t run_of(struct span s, char character)
{
    size_t n = 0;
    while (n < s.len && s.at[n] == character)
        n++;
    return n;
}

static struct span slice(struct span s, size_t from, size_t to)
{
    return (struct span){s.at + from, to - from};
}

/* The length of an item's marker and the space after it, `- ` or `12. `; 0 when
 * there is none. */
static size_t marker_len(struct span s)
{
    size_t digits = 0;
    while (digits < s.len && s.at[digits] >= '0' && s.at[digits] <= '9')
        digits++;
    const char *ends = digits > 0 ? ".)" : "-*+";
    size_t len = digits + 1;
    bool marked = digits < s.len && strchr(ends, s.at[digits]) &&
                  s.at[digits] != '\0' && len < s.len &&
                  span_indent(span_from(s, len)) > 0;
    return marked ? len + span_indent(span_from(s, len)) : 0;
}

static bool is_numbered_item(struct span s)
{
    return marker_len(s) > 0 && s.at[0] >= '0' && s.at[0] <= '9';
}

bool is_item(struct span line)
{
    return marker_len(span_from(line, span_indent(line))) > 0;
}

/* ---- Links ---- */

/* The index after the code span that begins at i, or after its backticks when
 * nothing closes it. */
static size_t after_code(struct span s, size_t i)
{
    size_t ticks = run_of(span_from(s, i), '`');
    for (size_t j = i + ticks; j < s.len;) {
        size_t run = run_of(span_from(s, j), '`');
        if (run == ticks)
            return j + run;
        j += run ? run : 1;
    }
    return i + ticks;
}

/* The index of the bracket that closes the one at `open`; s.len when none
 * does. */
static size_t closing_bracket(struct span s, size_t open)
{
    size_t depth = 0;
    for (size_t i = open; i < s.len;) {
        if (s.at[i] == '`') {
            i = after_code(s, i);
            continue;
        }
        if (s.at[i] == '[')
            depth++;
        if (s.at[i] == ']' && --depth == 0)
            return i;
        i += s.at[i] == '\\' ? 2 : 1;
    }
    return s.len;
}

/* What stands between the parentheses behind this closing bracket, and in *end
 * the index after them; empty when there are none. */
static struct span link_behind(struct span s, size_t bracket, size_t *end)
{
    if (bracket + 1 >= s.len || s.at[bracket + 1] != '(')
        return (struct span){0};
    size_t from = bracket + 2;
    const char *close = memchr(s.at + from, ')', s.len - from);
    if (!close)
        return (struct span){0};
    size_t to = (size_t)(close - s.at);
    *end = to + 1;
    return slice(s, from, to);
}

static struct span link_inside(struct span s, size_t open, size_t *end)
{
    return link_behind(s, closing_bracket(s, open), end);
}

static size_t word_end(struct span s)
{
    size_t i = 0;
    while (i < s.len && s.at[i] != ' ' && s.at[i] != '\t')
        i++;
    return i;
}

/* In one pass, however many brackets are open. */
struct span first_link(struct span line)
{
    struct span found = {0};
    size_t *open = NULL, depth = 0, first = line.len;
    for (size_t i = 0; i < line.len;) {
        size_t end;
        if (line.at[i] == '`') {
            i = after_code(line, i);
            continue;
        }
        if (line.at[i] == '[') {
            open = grow(open, depth, sizeof *open);
            open[depth++] = i;
        } else if (line.at[i] == ']' && depth > 0 && open[--depth] < first) {
            struct span inside = link_behind(line, i, &end);
            if (inside.len > 0) {
                first = open[depth];
                found = slice(inside, 0, word_end(inside));
            }
        }
        i += line.at[i] == '\\' ? 2 : 1;
    }
    free(open);
    return found;
}

/* Fills what the block knows of the link on the line above it. */
static void read_caption(struct block *b, struct span line)
{
    struct span s = span_trim(line);
    if (s.len == 0 || line.at[0] != '[')
        return;
    size_t end = 0;
    struct span inside = link_inside(s, 0, &end);
    if (inside.len == 0 || end != s.len)
        return;
    size_t word = word_end(inside);
    struct span title = span_trim(span_from(inside, word));
    bool quoted =
        title.len >= 2 && title.at[0] == '"' && title.at[title.len - 1] == '"';
    if (title.len > 0 && !quoted)
        return;
    b->caption = s;
    b->target = slice(inside, 0, word);
    b->title = quoted ? slice(title, 1, title.len - 1) : title;
}

/* ---- Blocks ---- */

static struct block *add(struct chapter *c, struct block b)
{
    c->blocks = grow(c->blocks, c->count, sizeof *c->blocks);
    c->blocks[c->count] = b;
    return &c->blocks[c->count++];
}

static bool starts_fence(struct span s)
{
    size_t ticks = run_of(s, '`');
    bool backticks = ticks >= 3 && !memchr(s.at + ticks, '`', s.len - ticks);
    return backticks || run_of(s, '~') >= 3;
}

bool closes_fence(struct span line, size_t backticks)
{
    size_t indent = span_indent(line);
    struct span s = span_trim(line);
    return indent <= 3 && s.len >= backticks && run_of(s, '`') == s.len;
}

/* Whether a fence stands where it does not belong to the chapter itself:
 * indented, in a list or in a quotation. */
static bool hides_fence(struct span line)
{
    struct span s = line;
    for (;;) {
        size_t step = span_indent(s);
        if (step == 0)
            step = run_of(s, '>');
        if (step == 0)
            step = marker_len(s);
        if (step == 0)
            return s.len < line.len && starts_fence(s);
        s = span_from(s, step);
    }
}

/* The items of the ordered list that begins below this line. */
static size_t count_notes(const struct chapter *c, size_t line)
{
    size_t notes = 0;
    bool after_blank = true;
    for (line++; line <= c->text.count; line++) {
        struct span s = line_of(c, line);
        bool blank = span_blank(s);
        if (is_numbered_item(s))
            notes++;
        else if (!blank && span_indent(s) == 0 &&
                 (after_blank || starts_fence(s) || strchr("#>", s.at[0])))
            break;
        else if (!blank && notes == 0)
            break;
        after_blank = blank;
    }
    return notes;
}

static bool read_language(struct block *b)
{
    static const struct {
        const char *word;
        enum language language;
    } LANGUAGES[] = {
        {"c", LANGUAGE_C},
        {"c sketch", LANGUAGE_SKETCH},
        {"console", LANGUAGE_CONSOLE},
        {"diff", LANGUAGE_DIFF},
        {"mermaid", LANGUAGE_MERMAID},
        {"sh", LANGUAGE_SH},
    };
    for (size_t i = 0; i < sizeof LANGUAGES / sizeof *LANGUAGES; i++) {
        if (span_is(b->word, LANGUAGES[i].word)) {
            b->language = LANGUAGES[i].language;
            return true;
        }
    }
    return false;
}

/* Reads the fence at *line and leaves *line at its last one. */
static bool read_fence(struct chapter *c, size_t *line)
{
    struct span open = line_of(c, *line);
    struct block b = {.kind = FENCE, .line = *line};
    b.length = run_of(open, '`');
    b.word = span_trim(span_from(open, b.length));
    if (*line > 1)
        read_caption(&b, line_of(c, *line - 1));
    for (b.end = *line + 1; b.end <= c->text.count; b.end++) {
        struct span s = line_of(c, b.end);
        if (closes_fence(s, b.length))
            break;
        if (starts_fence(s) && run_of(s, '`') >= b.length) {
            report(c->text.path, b.line,
                   "this block is not closed before the one at line %zu",
                   b.end);
            *line = b.end - 1;
            return false;
        }
    }
    if (b.end > c->text.count) {
        report(c->text.path, b.line, "this block is not closed");
        *line = c->text.count;
        return false;
    }
    *line = b.end;
    if (!read_language(&b)) {
        report(c->text.path, b.line,
               "a block is c, c sketch, console, diff, mermaid or sh, and not "
               "'%.*s'",
               SPAN(b.word));
        return false;
    }
    if (b.language == LANGUAGE_C || b.language == LANGUAGE_SKETCH)
        b.notes = count_notes(c, b.end);
    add(c, b);
    return true;
}

/* What follows the > of a quoted line, and one space. */
static struct span unquote(struct span line)
{
    struct span s = span_from(line, 1);
    return span_from(s, span_starts(s, " ") ? 1 : 0);
}

static char choice_of(struct span s)
{
    if (span_starts(s, "- [ ] "))
        return '-';
    return span_starts(s, "- [x] ") || span_starts(s, "- [X] ") ? 'x' : '\0';
}

static bool read_callout(struct chapter *c, size_t line)
{
    struct span head = span_trim(unquote(line_of(c, line)));
    if (!span_starts(head, "[!"))
        return true; /* somebody's words */
    static const char *const KINDS[] = {"[!NOTE]", "[!TIP]", "[!WARNING]",
                                        "[!PREDICT]", "[!QUESTION]"};
    bool known = false;
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
        known = known || span_is(head, KINDS[i]);
    if (!known) {
        report(c->text.path, line,
               "a callout is [!NOTE], [!TIP], [!WARNING], [!PREDICT] or "
               "[!QUESTION], and not '%.*s'",
               SPAN(head));
        return false;
    }
    struct block *b = add(c, (struct block){.kind = CALLOUT, .line = line});
    b->callout = slice(head, 2, head.len - 1);
    size_t room = 0, count = 0;
    for (size_t i = line; i <= c->text.count; i++, room++) {
        if (!span_starts(line_of(c, i), ">"))
            break;
    }
    b->choices = allocate(room + 1, 1);
    for (size_t i = line; i < line + room; i++) {
        char choice = choice_of(unquote(line_of(c, i)));
        if (choice)
            b->choices[count++] = choice;
    }
    if (span_is(b->callout, "QUESTION") && !strchr(b->choices, 'x')) {
        report(c->text.path, line, "a question without a right choice [x]");
        return false;
    }
    return true;
}

static void read_heading(struct chapter *c, size_t line)
{
    struct span s = line_of(c, line);
    size_t level = run_of(s, '#');
    if (level <= 6 && (level == s.len || s.at[level] == ' '))
        add(c, (struct block){.kind = HEADING, .line = line, .level = level});
}

/* ---- The lines of a chapter ---- */

/* What the lines before this one say of it. */
struct above {
    struct span line;
    bool in_list;
    bool quoted;
};

static bool is_underline(struct span s)
{
    struct span t = span_trim(s);
    return t.len > 0 && (run_of(t, '=') == t.len || run_of(t, '-') == t.len);
}

static bool read_line(struct chapter *c, size_t *line, struct above *above)
{
    struct span s = line_of(c, *line);
    bool after_blank = span_blank(above->line);
    bool quoted = span_starts(s, ">");
    bool right = true;
    if (is_item(s))
        above->in_list = true;
    else if (span_indent(s) == 0 && !span_blank(s) && after_blank)
        above->in_list = false;

    if (hides_fence(s)) {
        report(c->text.path, *line,
               "a block begins in column 1, outside lists and quotations");
        right = false;
    } else if (starts_fence(s) && s.at[0] == '~') {
        report(c->text.path, *line, "write ``` and not ~~~");
        right = false;
    } else if (starts_fence(s)) {
        right = read_fence(c, line);
        above->in_list = false;
    } else if (span_starts(s, "#")) {
        read_heading(c, *line);
    } else if (quoted && !above->quoted) {
        right = read_callout(c, *line);
    } else if (is_underline(s) && !after_blank && !quoted) {
        report(c->text.path, *line, "write a heading with #, not underlined");
        right = false;
    } else if (span_indent(s) >= 4 && !span_blank(s) && after_blank &&
               !above->in_list) {
        report(c->text.path, *line,
               "an indented block: write a fence that says what it is");
        right = false;
    }
    above->quoted = quoted;
    above->line = line_of(c, *line);
    return right;
}

bool chapter_read(struct chapter *c, const char *path)
{
    *c = (struct chapter){0};
    int error = text_read(&c->text, path);
    if (error != 0) {
        report(path, 1, "%s", strerror(error));
        return false;
    }
    if (!text_check(&c->text))
        return false;
    bool right = true;
    struct above above = {0};
    for (size_t line = 1; line <= c->text.count; line++)
        right = read_line(c, &line, &above) && right;
    return right;
}

void chapter_free(struct chapter *c)
{
    for (size_t i = 0; i < c->count; i++)
        free(c->blocks[i].choices);
    free(c->blocks);
    text_free(&c->text);
    *c = (struct chapter){0};
}
