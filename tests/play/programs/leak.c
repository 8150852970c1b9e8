/* Forgets seven bytes. */
#include <stdlib.h>

int main(void)
{
    char *volatile bytes = malloc(7);
    bytes = NULL;
    return bytes != NULL;
}
