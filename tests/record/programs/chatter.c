/* Makes system calls without end. */
#include <unistd.h>

int main(void)
{
    for (;;)
        if (dup(0) == -1 || close(3) == -1)
            return 1;
}
