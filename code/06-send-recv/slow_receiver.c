/* Take one client on port 3001 with room for few bytes, and read nothing
 * before Enter; then all.
 *
 *   cc slow_receiver.c connection.c -o slow_receiver
 *   ./slow_receiver 127.0.0.1      while ./fast_sender 127.0.0.1 runs
 */
#define _POSIX_C_SOURCE 200809L
#include "connection.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 3001 };

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s address\n", argv[0]);
        return EXIT_FAILURE;
    }
    int listening = listen_at(argv[1], PORT);
    int room = 2048; /* the kernel doubles it, for its own needs */
    if (setsockopt(listening, SOL_SOCKET, SO_RCVBUF, &room, sizeof room) == -1)
        die("setsockopt");
    puts("listening");
    int client = accept_one(listening);
    close(listening);
    puts("accepted; Enter begins to read");
    wait_for_enter();

    char buf[4096];
    size_t total = 0;
    ssize_t n;
    while ((n = recv(client, buf, sizeof buf, 0)) > 0)
        total += (size_t)n;
    if (n == -1)
        die("recv");
    printf("received %zu bytes\n", total);
    close(client);
    return EXIT_SUCCESS;
}
