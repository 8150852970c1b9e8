/* Prints its process id twice, then another number. */
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    int id = (int)getpid();
    printf("I am %d\nstill %d\nand not %d\n", id, id, id + 1);
    return 0;
}
