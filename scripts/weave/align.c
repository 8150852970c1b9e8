#define _POSIX_C_SOURCE 200809L
#include "align.h"

#include <stdint.h>
#include <stdlib.h>

#include "common/memory.h"

const size_t NONE = SIZE_MAX;

struct pair *align(size_t a_count, size_t b_count,
                   int (*distance)(const void *context, size_t a, size_t b),
                   const void *context, size_t *count)
{
    /* cost[a * width + b]: of pairing all from a and from b on */
    size_t width = b_count + 1;
    size_t *cost = allocate(a_count + 1, width * sizeof *cost);
    for (size_t a = a_count + 1; a-- > 0;) {
        for (size_t b = b_count + 1; b-- > 0;) {
            size_t *here = &cost[a * width + b];
            if (a == a_count || b == b_count) {
                *here = (a_count - a) + (b_count - b);
                continue;
            }
            size_t alone = 1 + (here[width] < here[1] ? here[width] : here[1]);
            int far = distance(context, a, b);
            size_t paired = (size_t)far + here[width + 1];
            *here = far != UNLIKE && paired <= alone ? paired : alone;
        }
    }
    struct pair *pairs = allocate(a_count + b_count, sizeof *pairs);
    size_t a = 0, b = 0;
    *count = 0;
    while (a < a_count || b < b_count) {
        size_t *here = &cost[a * width + b];
        int far = a < a_count && b < b_count ? distance(context, a, b) : UNLIKE;
        if (far != UNLIKE && *here == (size_t)far + here[width + 1])
            pairs[(*count)++] = (struct pair){a++, b++};
        else if (a < a_count && (b == b_count || *here == 1 + here[width]))
            pairs[(*count)++] = (struct pair){a++, NONE};
        else
            pairs[(*count)++] = (struct pair){NONE, b++};
    }
    free(cost);
    return pairs;
}
