/* Wrong on purpose: a child of fork ends by exit. Its copy of what the parent
 * has printed, and stdio has not yet written, is then written once more.
 *
 *   cc exit_in_child.c -o exit_in_child
 *   ./exit_in_child                and then: ./exit_in_child | cat
 */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CLIENTS = 3 };

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

int main(void)
{
    /* begin: children */
    puts("listening");
    for (int i = 0; i < CLIENTS; i++) {
        pid_t child = fork();
        if (child == -1)
            die("fork");
        if (child == 0)
            exit(EXIT_SUCCESS); /* should be: _exit */
    }
    /* end: children */
    while (wait(NULL) > 0)
        continue;
    return EXIT_SUCCESS;
}
