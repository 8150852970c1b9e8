#define _POSIX_C_SOURCE 200809L
#include "library.h"

#include <stdlib.h>
#include <string.h>

#include "common/folder.h"
#include "common/memory.h"
#include "common/report.h"

static void read_file(struct code_file *file, const char *path)
{
    struct text text;
    file->is_c = !span_ends(span_of(path), ".scenario");
    file->error = text_read(&text, path);
    if (file->error != 0 || !text_check(&text))
        file->c = (struct csource){.text = text};
    else if (file->is_c)
        file->right = csource_read(&file->c, text);
    else {
        file->c = (struct csource){.text = text};
        file->right = true;
    }
}

struct code_file *library_get(struct library *library, const char *name)
{
    for (size_t i = 0; i < library->count; i++) {
        if (strcmp(library->files[i]->name, name) == 0)
            return library->files[i];
    }
    struct code_file *file = allocate(1, sizeof *file);
    file->name = copy_string(name);
    char *path = path_in(library->root, name);
    read_file(file, path);
    free(path);
    library->files = grow(library->files, library->count, sizeof(void *));
    library->files[library->count++] = file;
    return file;
}

void library_report_unshown(struct library *library)
{
    char *folder = path_in(library->root, "code");
    struct paths paths =
        find_files(folder, (const char *const[]){".c", ".h", NULL}, true);
    size_t before_name = strlen(folder) - strlen("code");
    for (size_t i = 0; i < paths.count; i++) {
        struct code_file *file =
            library_get(library, paths.list[i] + before_name);
        for (size_t r = 0; file->right && r < file->c.region_count; r++) {
            const struct region *region = &file->c.regions[r];
            if (!region->shown)
                report(file->c.text.path, region->begin,
                       "no chapter shows region '%.*s'", SPAN(region->name));
        }
    }
    paths_free(&paths);
    free(folder);
}

void library_free(struct library *library)
{
    for (size_t i = 0; i < library->count; i++) {
        csource_free(&library->files[i]->c);
        free(library->files[i]->name);
        free(library->files[i]);
    }
    free(library->files);
    library->files = NULL;
    library->count = 0;
}
