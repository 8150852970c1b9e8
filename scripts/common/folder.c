#define _POSIX_C_SOURCE 200809L
#include "folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "memory.h"
#include "report.h"
#include "text.h"

char *path_in(const char *root, const char *name)
{
    if (strcmp(root, ".") == 0)
        return copy_string(name);
    return format("%s/%s", root, name);
}

char *path_from(const char *from, struct span target)
{
    const char *slash = strrchr(from, '/');
    char *name = copy_bytes(from, slash ? (size_t)(slash - from) : 0);
    while (target.len > 0) {
        const char *end = memchr(target.at, '/', target.len);
        size_t len = end ? (size_t)(end - target.at) : target.len;
        struct span step = {target.at, len};
        target = span_from(target, end ? len + 1 : len);
        if (step.len == 0 || span_is(step, "."))
            continue;
        if (!span_is(step, "..")) {
            char *longer =
                format("%s%s%.*s", name, *name ? "/" : "", SPAN(step));
            free(name);
            name = longer;
            continue;
        }
        char *last = strrchr(name, '/');
        if (*name == '\0') {
            free(name);
            return NULL;
        }
        *(last ? last : name) = '\0';
    }
    return name;
}

static bool has_ending(const char *name, const char *const *endings)
{
    for (; *endings; endings++) {
        if (span_ends(span_of(name), *endings))
            return true;
    }
    return false;
}

static void collect(struct paths *paths, const char *folder,
                    const char *const *endings, bool deep);

static void collect_entry(struct paths *paths, const char *folder,
                          const char *name, const char *const *endings,
                          bool deep)
{
    char *path = format("%s/%s", folder, name);
    struct stat status;
    if (stat(path, &status) == -1) {
        report(path, 1, "%s", strerror(errno));
    } else if (S_ISDIR(status.st_mode) && deep) {
        collect(paths, path, endings, deep);
    } else if (S_ISREG(status.st_mode) && has_ending(name, endings)) {
        paths->list = grow(paths->list, paths->count, sizeof *paths->list);
        paths->list[paths->count++] = path;
        return;
    }
    free(path);
}

static void collect(struct paths *paths, const char *folder,
                    const char *const *endings, bool deep)
{
    DIR *directory = opendir(folder);
    if (!directory) {
        report(folder, 1, "%s", strerror(errno));
        return;
    }
    for (;;) {
        errno = 0;
        const struct dirent *entry = readdir(directory);
        if (!entry)
            break;
        if (entry->d_name[0] != '.')
            collect_entry(paths, folder, entry->d_name, endings, deep);
    }
    if (errno != 0)
        report(folder, 1, "%s", strerror(errno));
    closedir(directory);
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

struct paths find_files(const char *folder, const char *const *endings,
                        bool deep)
{
    struct paths paths = {0};
    collect(&paths, folder, endings, deep);
    if (paths.count > 0)
        qsort(paths.list, paths.count, sizeof *paths.list, by_bytes);
    return paths;
}

bool paths_add_once(struct paths *paths, char *name)
{
    for (size_t i = 0; i < paths->count; i++) {
        if (strcmp(paths->list[i], name) == 0) {
            free(name);
            return false;
        }
    }
    paths->list = grow(paths->list, paths->count, sizeof *paths->list);
    paths->list[paths->count++] = name;
    return true;
}

void paths_free(struct paths *paths)
{
    for (size_t i = 0; i < paths->count; i++)
        free(paths->list[i]);
    free(paths->list);
    *paths = (struct paths){0};
}
