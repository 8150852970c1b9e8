/* Reads one byte too many. */
#include <stdlib.h>

int main(void)
{
    volatile char *bytes = calloc(4, 1);
    char last = bytes[4];
    free((void *)bytes);
    return last;
}
