/* Connect to port 3001, and send each line that is typed.
 *
 *   cc send_typed.c connection.c stream.c -o send_typed
 *   ./send_typed                   to 127.0.0.1; Ctrl-D leaves
 *   ./send_typed 10.0.0.1          to another address
 */
#define _POSIX_C_SOURCE 200809L
#include "connection.h"
#include "stream.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PORT = 3001 };

int main(int argc, char **argv)
{
    int fd = connect_at(argc > 1 ? argv[1] : "127.0.0.1", PORT);
    puts("connected");
    char text[256]; /* a longer line goes in several pieces */
    while (fgets(text, sizeof text, stdin)) {
        size_t len = strlen(text);
        if (send_all(fd, text, len) == -1)
            die("send");
        printf("sent %zu bytes\n", len);
    }
    close(fd);
    return EXIT_SUCCESS;
}
