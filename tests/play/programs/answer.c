/* Repeats each line that is typed, then says how the typing ended. */
#include <stdio.h>

int main(void)
{
    char line[64];
    while (fgets(line, sizeof line, stdin)) {
        printf("you typed %s", line);
        fflush(stdout);
    }
    fputs("end of input", stdout); /* no newline: still a line */
    return 3;
}
