/* Serves one client. */
#include <stdio.h>

int main(void)
{
    puts("one");
    puts("two");
    puts("three");
    puts("four");
    puts("five");
    puts("six");
    puts("seven");
}
