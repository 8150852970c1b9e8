/* Says where it is, leaves a child, and waits without end. */
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    puts("waiting without end");
    fflush(stdout);
    if (fork() == -1)
        return 1;
    for (;;)
        pause();
}
