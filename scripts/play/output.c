/* See output.h. */
#define _GNU_SOURCE
#include "output.h"

#include <errno.h>
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
    off_t at = 0;
    while (bytes.len > 0) {
        ssize_t n = pwrite(output, bytes.at, bytes.len, at);
        if (n == -1 && errno != EINTR) {
            perror("cannot keep what happens");
            return -1;
        }
        if (n > 0) {
            bytes = span_from(bytes, (size_t)n);
            at += n;
        }
    }
    return 0;
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
