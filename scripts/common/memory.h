/* Memory that is always there: these give what was asked for, or end the
 * program with a message. What they give is freed with free(). */
#ifndef MEMORY_H
#define MEMORY_H

#include <stddef.h>

/* Room for one more element of `size` bytes behind the `count` there are;
 * gives the array, perhaps moved. Start with NULL and 0. */
void *grow(void *array, size_t count, size_t size);

/* Room for `size` bytes, with what `memory` (or NULL) holds. */
void *resize(void *memory, size_t size);

/* Room for `count` elements of `size` bytes, all zero. */
void *allocate(size_t count, size_t size);

/* A copy of the string, or of its first `len` bytes with a '\0' behind. */
char *copy_string(const char *string);
char *copy_bytes(const char *bytes, size_t len);

/* A string formatted as printf does. */
char *format(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#endif
