/* See replace.h. */
#define _POSIX_C_SOURCE 200809L
#include "replace.h"

#include "memory.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int replace_file(const char *path, const char *text)
{
    char *new_path = format("%s.new", path);
    FILE *file = fopen(new_path, "w");
    bool good = file && fputs(text, file) != EOF;
    if (file && fclose(file) == EOF)
        good = false;
    if (good)
        good = rename(new_path, path) == 0;
    if (!good) {
        perror(new_path);
        unlink(new_path);
    }
    free(new_path);
    return good ? 0 : -1;
}
