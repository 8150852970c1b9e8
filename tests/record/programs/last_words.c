/* What it prints last is written while it exits; in between, by writev(2). */
#include <stdio.h>
#include <sys/uio.h>
#include <unistd.h>

int main(void)
{
    struct iovec parts[] = {{"in ", 3}, {"parts\n", 6}};
    if (writev(STDOUT_FILENO, parts, 2) != 9)
        return 1;
    printf("no newline");
    return 0;
}
