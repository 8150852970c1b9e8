/* See memory.h. */
#define _POSIX_C_SOURCE 200809L
#include "memory.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *or_die(void *memory)
{
    if (!memory) {
        fputs("out of memory\n", stderr);
        exit(2);
    }
    return memory;
}

void *resize(void *memory, size_t size)
{
    return or_die(realloc(memory, size ? size : 1));
}

void *allocate(size_t count, size_t size)
{
    return or_die(calloc(count ? count : 1, size ? size : 1));
}

void *grow(void *array, size_t count, size_t size)
{
    /* the room doubles each time that the count reaches a power of two */
    if (count & (count - 1))
        return array;
    size_t room = count ? count * 2 : 1;
    if (room > SIZE_MAX / size)
        return or_die(NULL);
    return or_die(realloc(array, room * size));
}

char *copy_string(const char *string)
{
    return copy_bytes(string, strlen(string));
}

char *copy_bytes(const char *bytes, size_t len)
{
    char *copy = or_die(malloc(len + 1));
    memcpy(copy, bytes, len);
    copy[len] = '\0';
    return copy;
}

char *format(const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    int len = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (len < 0)
        return or_die(NULL);
    char *text = or_die(malloc((size_t)len + 1));
    va_start(args, fmt);
    vsnprintf(text, (size_t)len + 1, fmt, args);
    va_end(args);
    return text;
}
