/* Serves every client. */
#include <stdio.h>

int main(void)
{
    puts("one");
    puts("two");
    puts("three");
    puts("four");
    puts("five");
    puts("six");
    for (;;)
        puts("seven");
}
