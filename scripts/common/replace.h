/* A file is replaced as a whole, or left as it was. */
#ifndef REPLACE_H
#define REPLACE_H

#include "text.h"

/* Makes the bytes the content of the file: who reads it sees the old or the new
 * one. Where the path is a symbolic link, the file that it leads to is
 * replaced; its mode is kept. Gives 0, or -1 after a report. */
int replace_file(const char *path, struct span bytes);

#endif
