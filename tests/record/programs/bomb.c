/* Makes processes without end. */
#include <unistd.h>

int main(void)
{
    while (fork() != -1)
        continue;
    pause();
}
