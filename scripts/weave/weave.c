/* Puts the code of code/ into the chapters of book/, or says where a chapter
 * differs from it:
 *
 *     weave [--root DIR]            rewrite the blocks
 *     weave --check [--root DIR]    only compare
 *     weave --json [--root DIR]     print the whole course as JSON, and report
 *                                   what is wrong in it; what is right is
 *                                   printed all the same
 *     weave --make [--root DIR]     print which programs there are, what they
 *                                   are built from, and who plays them
 *     weave --definitions FILE      print what a C file defines:
 *                                   kind name first-line last-line
 *
 * Exit status: 0 when all is right, 1 when something was reported, 2 when the
 * command is wrong. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chapter.h"
#include "common/folder.h"
#include "common/memory.h"
#include "common/replace.h"
#include "common/report.h"
#include "contents.h"
#include "course.h"
#include "library.h"
#include "listing.h"
#include "spelling.h"
#include "structure.h"

struct counts {
    size_t chapters, written, blocks[LANGUAGE_SH + 1];
};

struct weaver {
    bool only_check;
    bool json; /* prints the course */
    struct course course;
    struct library library;
    struct counts counts;
    char **sketches; /* file:line of each */
    size_t sketch_count;
};

/* ---- Comparing and rewriting a chapter ---- */

static void report_difference(const struct chapter *chapter, size_t line,
                              struct span book, const char *path,
                              size_t code_line, struct span code)
{
    const struct span empty = span_of("(an empty line)");
    book = book.len > 0 ? book : empty;
    code = code.len > 0 ? code : empty;
    report(chapter->text.path, line, "differs from %s:%zu: run 'make weave'",
           path, code_line);
    fprintf(stderr, "    book: %.*s\n    code: %.*s\n", SPAN(book), SPAN(code));
}

/* Whether the block holds the listing; reports the first line that does not
 * when asked to. */
static bool holds(const struct chapter *chapter, const struct block *b,
                  const struct listing *listing, bool say)
{
    const struct span end = span_of("(the block ends)");
    const struct snippet *shown = &listing->shown;
    size_t count = b->end - b->line - 1;
    for (size_t i = 0; i < count || i < shown->count; i++) {
        size_t line = b->line + 1 + i;
        struct span book = i < count ? chapter->text.lines[line - 1] : end;
        struct span code = i < shown->count ? shown->lines[i].text : end;
        if (i < count && i < shown->count && span_equal(book, code))
            continue;
        const struct shown_line *last = &shown->lines[shown->count - 1];
        if (say)
            report_difference(
                chapter, line, book, listing->file->c.text.path,
                i < shown->count ? shown->lines[i].line : last->line, code);
        return false;
    }
    return true;
}

/* Adds the chapter's bytes before this line that are not yet there. */
static void copy_until(struct buffer *out, const struct chapter *chapter,
                       const char **from, size_t line)
{
    const char *to = chapter->text.bytes + chapter->text.size;
    if (line <= chapter->text.count)
        to = chapter->text.lines[line - 1].at;
    buffer_add(out, (struct span){*from, (size_t)(to - *from)});
    *from = to;
}

static void replace_block(struct buffer *out, const struct chapter *chapter,
                          const char **from, const struct block *b,
                          const struct snippet *shown)
{
    copy_until(out, chapter, from, b->line + 1);
    for (size_t i = 0; i < shown->count; i++) {
        buffer_add(out, shown->lines[i].text);
        buffer_add(out, span_of("\n"));
    }
    *from = chapter->text.lines[b->end - 1].at;
}

/* ---- A chapter ---- */

static void count_block(struct weaver *w, const struct chapter *chapter,
                        const struct block *b)
{
    w->counts.blocks[b->language]++;
    if (b->language != LANGUAGE_SKETCH)
        return;
    w->sketches = grow(w->sketches, w->sketch_count, sizeof *w->sketches);
    w->sketches[w->sketch_count++] =
        format("%s:%zu", chapter->text.path, b->line);
}

/* Makes the chapter's new text in *out; false when something is wrong. */
static bool weave_blocks(struct weaver *w, const struct chapter *chapter,
                         const char *name, struct buffer *out, bool *changed)
{
    bool right = true;
    const char *from = chapter->text.bytes;
    for (size_t i = 0; i < chapter->count; i++) {
        const struct block *b = &chapter->blocks[i];
        if (b->kind != FENCE)
            continue;
        count_block(w, chapter, b);
        if (!is_owned(b)) {
            right = check_unowned(chapter, b) && right;
            continue;
        }
        struct listing listing;
        if (!listing_make(&listing, &w->library, chapter, name, b)) {
            right = false;
            listing_free(&listing);
            continue;
        }
        if (w->json)
            course_add_listing(&w->course, b, &listing);
        if (!holds(chapter, b, &listing, w->only_check)) {
            *changed = true;
            replace_block(out, chapter, &from, b, &listing.shown);
        }
        listing_free(&listing);
    }
    copy_until(out, chapter, &from, chapter->text.count + 1);
    return right;
}

/* `files` are the Markdown files of the chapter's language. */
static void weave_chapter(struct weaver *w, const char *path, const char *name,
                          const struct paths *files)
{
    struct chapter chapter;
    struct buffer out = {0};
    bool changed = false;
    bool right = chapter_read(&chapter, path);
    if (w->json) {
        structure_check(&chapter);
        course_begin_chapter(&w->course, name);
        if (strcmp(file_name(name), "README.md") == 0)
            course_add_contents(&w->course, &chapter, name, files);
    }
    if (chapter.text.bytes)
        right = weave_blocks(w, &chapter, name, &out, &changed) && right;
    w->counts.chapters++;
    if (right && changed && !w->only_check)
        w->counts.written +=
            replace_file(path, (struct span){out.bytes, out.len}) == 0;
    free(out.bytes);
    chapter_free(&chapter);
}

static void weave_folder(struct weaver *w, const char *name)
{
    char *folder = path_in(w->library.root, name);
    struct paths paths =
        find_files(folder, (const char *const[]){".md", NULL}, false);
    size_t before_name = strlen(folder) - strlen(name);
    for (size_t i = 0; i < paths.count; i++)
        weave_chapter(w, paths.list[i], paths.list[i] + before_name, &paths);
    if (w->json)
        contents_must_be_there(folder, &paths);
    paths_free(&paths);
    free(folder);
}

static void print_course(struct weaver *w)
{
    char *json = course_json(&w->course, &w->library);
    fputs(json, stdout);
    free(json);
    course_free(&w->course);
}

static void print_counts(const struct weaver *w)
{
    const size_t *blocks = w->counts.blocks;
    printf("weave: %zu chapters", w->counts.chapters);
    if (!w->only_check)
        printf(", %zu written", w->counts.written);
    printf("; blocks: %zu c, %zu console, %zu diff, %zu c sketch, %zu mermaid, "
           "%zu sh\n",
           blocks[LANGUAGE_C], blocks[LANGUAGE_CONSOLE], blocks[LANGUAGE_DIFF],
           blocks[LANGUAGE_SKETCH], blocks[LANGUAGE_MERMAID],
           blocks[LANGUAGE_SH]);
    for (size_t i = 0; i < w->sketch_count && !w->only_check; i++)
        printf("%s: c sketch\n", w->sketches[i]);
}

static void weave(struct weaver *w)
{
    weave_folder(w, "book/en");
    weave_folder(w, "book/fr");
    library_report_unshown(&w->library);
    if (w->json)
        print_course(w);
    else
        print_counts(w);
    for (size_t i = 0; i < w->sketch_count; i++)
        free(w->sketches[i]);
    free(w->sketches);
    library_free(&w->library);
}

/* ---- The command ---- */

static void print_definitions(const char *path)
{
    struct text text;
    int error = text_read(&text, path);
    if (error != 0) {
        report(path, 1, "%s", strerror(error));
    } else if (text_check(&text) && spelling_check(&text)) {
        struct definitions found = find_definitions(&text);
        for (size_t i = 0; i < found.count; i++) {
            const struct definition *d = &found.list[i];
            printf("%s %.*s %zu %zu\n", d->kind, SPAN(d->name), d->first,
                   d->last);
        }
        free(found.list);
    }
    text_free(&text);
}

/* What is wrong in a scenario is reported by who reads it. */
static void print_for_make(const char *root)
{
    char *text = course_for_make(root);
    fputs(text, stdout);
    free(text);
}

int main(int argc, char **argv)
{
    struct weaver w = {.library.root = "."};
    const char *definitions_of = NULL;
    bool for_make = false;
    for (int i = 1; i < argc; i++) {
        bool more = i + 1 < argc;
        if (strcmp(argv[i], "--check") == 0)
            w.only_check = true;
        else if (strcmp(argv[i], "--root") == 0 && more)
            w.library.root = argv[++i];
        else if (strcmp(argv[i], "--make") == 0)
            for_make = true;
        else if (strcmp(argv[i], "--json") == 0)
            w.json = true;
        else if (strcmp(argv[i], "--definitions") == 0 && more)
            definitions_of = argv[++i];
        else
            give_up("usage: weave [--check | --json | --make] [--root DIR] "
                    "| weave --definitions FILE");
    }
    w.only_check = w.only_check || w.json;
    if (definitions_of)
        print_definitions(definitions_of);
    else if (for_make)
        print_for_make(w.library.root);
    else
        weave(&w);
    if (fflush(stdout) == EOF)
        give_up("weave: standard output: %s", strerror(errno));
    return reported() > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
