/* Paths, and the files of a folder. */
#ifndef FOLDER_H
#define FOLDER_H

#include <stdbool.h>
#include <stddef.h>

#include "text.h"

/* The path to open and to print: name in the root, without a leading "./". The
 * caller frees it. */
char *path_in(const char *root, const char *name);

/* The name from the root of the file that `target` leads to from the folder of
 * the file `from`, itself a name from the root; NULL when it leads out of the
 * root. The caller frees it. */
char *path_from(const char *from, struct span target);

struct paths {
    char **list; /* sorted by their bytes */
    size_t count;
};

/* The files in `folder` whose names end in one of `endings` (".c", …, NULL) and
 * do not begin with a dot; also those of its folders with `deep`. A folder that
 * cannot be read is reported. Free with paths_free. */
struct paths find_files(const char *folder, const char *const *endings,
                        bool deep);
/* Takes over the name and adds it at the end; false, and nothing is added, when
 * it is there already. */
bool paths_add_once(struct paths *paths, char *name);
void paths_free(struct paths *paths);

#endif
