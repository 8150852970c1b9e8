/* Wrong if both ends do it: send 10 million bytes, and only then read.
 *
 *   cc both_send.c connection.c stream.c -o both_send
 *   ./both_send server             then, in another terminal: ./both_send
 */
#define _POSIX_C_SOURCE 200809L
#include "connection.h"
#include "stream.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PORT = 3001, SIZE = 10000000 };

static int open_end(int is_server)
{
    if (!is_server)
        return connect_to(PORT);
    int listening = listen_on(PORT);
    puts("listening");
    int fd = accept_one(listening);
    close(listening);
    return fd;
}

int main(int argc, char **argv)
{
    static char bytes[SIZE];
    int fd = open_end(argc == 2 && strcmp(argv[1], "server") == 0);
    puts("sending");
    if (send_all(fd, bytes, sizeof bytes) == -1)
        die("send");
    puts("sent; reading");
    ssize_t n = recv_all(fd, bytes, sizeof bytes);
    if (n == -1)
        die("recv");
    printf("received %zd bytes\n", n);
    close(fd);
    return EXIT_SUCCESS;
}
