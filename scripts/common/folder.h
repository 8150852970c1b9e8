/* Paths, and the files of a folder. */
#ifndef FOLDER_H
#define FOLDER_H

#include <stdbool.h>
#include <stddef.h>

/* The path to open and to print: name in the root, without a leading "./". The
 * caller frees it. */
char *path_in(const char *root, const char *name);

struct paths {
    char **list; /* sorted by their bytes */
    size_t count;
};

/* The files in `folder` whose names end in one of `endings` (".c", …, NULL) and
 * do not begin with a dot; also those of its folders with `deep`. A folder that
 * cannot be read is reported. Free with paths_free. */
struct paths find_files(const char *folder, const char *const *endings,
                        bool deep);
void paths_free(struct paths *paths);

#endif
