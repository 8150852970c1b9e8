/* Let a child answer one client; the parent keeps its copy of the client's
 * descriptor, and has one more word to say when Enter is pressed.
 *
 *   cc fork_one.c ends.c -o fork_one
 *   ./fork_one                     then, in another terminal:
 *   ./by_hand 127.0.0.1            and type: recv
 */
#define _POSIX_C_SOURCE 200809L
#include "ends.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int listening = listen_on_port();
    puts("listening");
    int client = accept_one(listening);
    close(listening);

    pid_t child = fork(); /* from here on, both hold the descriptor */
    if (child == -1)
        die("fork");
    if (child == 0) {
        int status = EXIT_SUCCESS;
        if (send(client, "answer", 6, MSG_NOSIGNAL) == -1) {
            perror("send");
            status = EXIT_FAILURE;
        }
        close(client);
        _exit(status); /* exit would print what stdout still holds */
    }
    int status;
    if (waitpid(child, &status, 0) == -1)
        die("waitpid");
    if (status != 0) {
        fprintf(stderr, "the child has not answered\n");
        return EXIT_FAILURE;
    }
    puts("the child has closed, and ended");
    wait_for_enter();

    if (send(client, "by the way", 10, MSG_NOSIGNAL) == -1)
        die("send");
    printf("close in the parent: %d\n", close(client));
    return EXIT_SUCCESS;
}
