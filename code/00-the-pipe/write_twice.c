/* Write to the terminal, then to a descriptor that nobody opened.
 *
 *   cc write_twice.c -o write_twice
 *   ./write_twice
 */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Says which call failed and why, and ends the program. */
static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

int main(void)
{
    const char *text = "hello\n";

    if (write(1, text, strlen(text)) == -1)
        die("write");
    if (write(7, text, strlen(text)) == -1)
        die("write");
    return EXIT_SUCCESS;
}
