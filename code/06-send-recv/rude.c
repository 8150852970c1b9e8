/* Connect to port 3001, send 20 kB, and leave without reading the answer.
 *
 *   cc rude.c connection.c stream.c -o rude
 *   ./rude                         while ./serve_page runs
 */
#define _POSIX_C_SOURCE 200809L
#include "connection.h"
#include "stream.h"
#include <stdlib.h>
#include <unistd.h>

enum { PORT = 3001, SIZE = 20000 };

int main(void)
{
    static char request[SIZE];
    int fd = connect_to(PORT);
    if (send_all(fd, request, sizeof request) == -1)
        die("send");
    close(fd);
    return EXIT_SUCCESS;
}
