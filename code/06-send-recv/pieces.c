/* Connect to port 3001, and send a text in pieces, one at each Enter. The
 * pieces end anywhere, lines end at "\n".
 *
 *   cc pieces.c connection.c stream.c -o pieces
 *   ./pieces                       while ./show_lines runs
 */
#define _POSIX_C_SOURCE 200809L
#include "connection.h"
#include "stream.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PORT = 3001 };

int main(void)
{
    /* begin: pieces */
    static const char *const pieces[] = {"hel", "lo\nhow are ", "you?\nI"};
    /* end: pieces */
    int fd = connect_to(PORT);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        printf("piece %zu at Enter\n", i + 1);
        wait_for_enter();
        if (send_all(fd, pieces[i], strlen(pieces[i])) == -1)
            die("send");
    }
    close(fd);
    return EXIT_SUCCESS;
}
