/* See replace.h. */
#define _XOPEN_SOURCE 700
#include "replace.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "memory.h"
#include "report.h"

/* The mode of the file that is there, or of a new one (umask(2)). */
static mode_t mode_for(const char *path)
{
    struct stat status;
    if (stat(path, &status) == 0)
        return status.st_mode & 07777;
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

/* A name in the same folder, hidden, for mkstemp(3). */
static char *temporary_beside(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    return format("%.*s.%s.XXXXXX", (int)(name - path), path, name);
}

int replace_file(const char *path, struct span bytes)
{
    char *real = realpath(path, NULL); /* or NULL: the file is new */
    const char *target = real ? real : path;
    char *temporary = temporary_beside(target);
    int fd = mkstemp(temporary);
    bool done = false;
    if (fd != -1) {
        done = write_whole(fd, bytes) == 0 && fchmod(fd, mode_for(target)) == 0;
        done = close(fd) == 0 && done && rename(temporary, target) == 0;
    }
    if (!done) {
        report(path, 1, "cannot be written: %s", strerror(errno));
        if (fd != -1)
            unlink(temporary);
    }
    free(temporary);
    free(real);
    return done ? 0 : -1;
}
