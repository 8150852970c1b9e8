/* Closes its terminal and goes on for a while. */
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    puts("last words");
    fflush(stdout);
    close(STDIN_FILENO);
    close(STDOUT_FILENO);
    close(STDERR_FILENO);
    return 0;
}
