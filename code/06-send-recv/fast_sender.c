/* Connect to port 3001; at each Enter, give 1448 bytes to one send, four
 * times: first all a, then all b, and so on.
 *
 *   cc fast_sender.c connection.c -o fast_sender
 *   ./fast_sender 127.0.0.1        while ./slow_receiver 127.0.0.1 runs
 */
#define _POSIX_C_SOURCE 200809L
#include "connection.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 3001, SIZE = 1448 /* one segment of Ethernet is full */ };

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s address\n", argv[0]);
        return EXIT_FAILURE;
    }
    int fd = connect_at(argv[1], PORT);
    /* begin: four_sends */
    int room = 2560; /* the kernel doubles it, for its own needs */
    if (setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &room, sizeof room) == -1)
        die("setsockopt");
    puts("connected; Enter sends");

    for (int call = 1; call <= 4; call++) {
        char bytes[SIZE];
        memset(bytes, 'a' + call - 1, sizeof bytes);
        wait_for_enter();
        ssize_t n = send(fd, bytes, sizeof bytes, MSG_NOSIGNAL);
        if (n == -1)
            die("send");
        printf("send %d: %zd bytes\n", call, n);
    }
    /* end: four_sends */
    close(fd);
    return EXIT_SUCCESS;
}
