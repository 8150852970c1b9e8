/* See output.h. */
#define _GNU_SOURCE
#include "output.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int output_open(void)
{
    int fd = memfd_create("output", MFD_CLOEXEC);
    if (fd == -1)
        perror("cannot keep what happens");
    return fd;
}

int output_write(int output, struct span bytes)
{
    int result = write_whole(output, bytes);
    if (result == -1)
        perror("cannot keep what happens");
    return result;
}

struct buffer output_read(int output)
{
    char some[4096];
    struct buffer bytes = {0};
    for (ssize_t n;
         (n = pread(output, some, sizeof some, (off_t)bytes.len)) > 0;)
        buffer_add(&bytes, (struct span){some, (size_t)n});
    return bytes;
}
