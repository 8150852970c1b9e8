/* See configure.h. */
#define _POSIX_C_SOURCE 200809L
#include "configure.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LONGEST_COMMAND = 512 };

int write_setting(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd == -1)
        return -1;
    ssize_t written = write(fd, text, strlen(text));
    close(fd);
    return written == (ssize_t)strlen(text) ? 0 : -1;
}

int run_command(const char *fmt, ...)
{
    char command[LONGEST_COMMAND];
    va_list args;
    va_start(args, fmt);
    int len = vsnprintf(command, sizeof command, fmt, args);
    va_end(args);
    if (len < 0 || len >= LONGEST_COMMAND || system(command) != 0) {
        fprintf(stderr, "failed: %s\n", command);
        return -1;
    }
    return 0;
}
