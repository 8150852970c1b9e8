/* Says where book/en and book/fr are no longer the same course:
 *
 *     compare [--root DIR]
 *
 * Exit status: 0 when they are the same, 1 when something was reported, 2 when
 * the command is wrong. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chapter.h"
#include "common/folder.h"
#include "common/memory.h"
#include "common/report.h"
#include "contents.h"
#include "structure.h"

static void compare_contents(const struct chapter *a,
                             const struct paths *a_files,
                             const struct chapter *b,
                             const struct paths *b_files)
{
    struct contents a_contents = contents_of(a);
    struct contents b_contents = contents_of(b);
    contents_check(&a_contents, a_files);
    contents_check(&b_contents, b_files);
    contents_compare(&a_contents, &b_contents);
    contents_free(&a_contents);
    contents_free(&b_contents);
}

/* Compares the same file of both languages. */
static void compare_files(const char *a_path, const struct paths *a_files,
                          const char *b_path, const struct paths *b_files)
{
    struct chapter a, b;
    bool a_right = chapter_read(&a, a_path);
    bool b_right = chapter_read(&b, b_path);
    if (a_right && b_right) { /* or else it is not known what they hold */
        structure_check(&a);
        structure_check(&b);
        structure_compare(&a, &b);
        if (strcmp(file_name(a_path), "README.md") == 0)
            compare_contents(&a, a_files, &b, b_files);
    }
    chapter_free(&a);
    chapter_free(&b);
}

static struct paths find_language(const char *folder)
{
    struct paths paths =
        find_files(folder, (const char *const[]){".md", NULL}, false);
    contents_must_be_there(folder, &paths);
    return paths;
}

static void report_missing(const char *path, const char *other_folder)
{
    report(path, 1, "%s/%s is missing", other_folder, file_name(path));
}

/* Gives the number of files that both languages have. */
static size_t compare_languages(const char *root)
{
    char *en_folder = path_in(root, "book/en");
    char *fr_folder = path_in(root, "book/fr");
    struct paths en = find_language(en_folder);
    struct paths fr = find_language(fr_folder);
    size_t e = 0, f = 0, both = 0;
    while (e < en.count || f < fr.count) {
        int order = e == en.count ? 1
                    : f == fr.count
                        ? -1
                        : strcmp(file_name(en.list[e]), file_name(fr.list[f]));
        if (order < 0) {
            report_missing(en.list[e++], fr_folder);
        } else if (order > 0) {
            report_missing(fr.list[f++], en_folder);
        } else {
            compare_files(en.list[e++], &en, fr.list[f++], &fr);
            both++;
        }
    }
    paths_free(&en);
    paths_free(&fr);
    free(en_folder);
    free(fr_folder);
    return both;
}

int main(int argc, char **argv)
{
    const char *root = ".";
    if (argc == 3 && strcmp(argv[1], "--root") == 0)
        root = argv[2];
    else if (argc != 1)
        give_up("usage: compare [--root DIR]");
    size_t both = compare_languages(root);
    printf("compare: %zu files in both languages\n", both);
    if (fflush(stdout) == EOF)
        give_up("compare: standard output: %s", strerror(errno));
    return reported() > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
