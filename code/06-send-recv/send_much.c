/* Connect to port 3001, and give 50 million bytes to one send.
 *
 *   cc send_much.c connection.c -o send_much
 *   ./send_much                    while ./hold_back runs
 */
#define _POSIX_C_SOURCE 200809L
#include "connection.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 3001, SIZE = 50000000 };

int main(void)
{
    static char bytes[SIZE];
    int fd = connect_to(PORT);
    puts("calling send");
    ssize_t n = send(fd, bytes, sizeof bytes, MSG_NOSIGNAL);
    if (n == -1)
        die("send");
    printf("send returned %zd\n", n);
    close(fd);
    return EXIT_SUCCESS;
}
