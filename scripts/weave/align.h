/* Pairs the elements of two sequences, in order, as cheaply as possible. */
#ifndef ALIGN_H
#define ALIGN_H

#include <stddef.h>

/* The elements a and b of a pair; NONE where the other stands alone. */
struct pair {
    size_t a, b;
};

enum { SAME = 0, ALIKE = 1, UNLIKE = 2 };
extern const size_t NONE;

/* Gives the pairs of 0..a_count-1 and 0..b_count-1 in order, *count of them;
 * the caller frees them. How far a and b are from each other is what distance
 * says: SAME and ALIKE ones may be paired, UNLIKE ones never are. Leaving an
 * element alone costs as much as pairing ALIKE ones. Where both sides have
 * elements that stay alone, those of a come first. Time and memory grow with
 * a_count times b_count. */
struct pair *align(size_t a_count, size_t b_count,
                   int (*distance)(const void *context, size_t a, size_t b),
                   const void *context, size_t *count);

#endif
