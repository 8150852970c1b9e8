/* Take one client on port 3001; at each Enter, call recv once, and show what
 * it gave. The room is small on purpose.
 *
 *   cc show.c connection.c -o show
 *   ./show                         then, in another terminal: ./send_typed
 *   ./show 10.0.0.1                at another address than 127.0.0.1
 */
#define _POSIX_C_SOURCE 200809L
#include "connection.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 3001 };

/* A newline is a byte like any other: shown as \n. */
static void print_bytes(const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (bytes[i] == '\n')
            printf("\\n");
        else
            putchar(bytes[i]);
    }
}

int main(int argc, char **argv)
{
    int listening = listen_at(argc > 1 ? argv[1] : "127.0.0.1", PORT);
    puts("listening");
    int client = accept_one(listening);
    close(listening);
    puts("accepted; Enter calls recv");

    /* begin: one_recv */
    char buf[10];
    ssize_t n;
    do {
        wait_for_enter();
        n = recv(client, buf, sizeof buf, 0);
        if (n == -1)
            die("recv");
        printf("recv: %zd bytes \"", n);
        print_bytes(buf, (size_t)n);
        puts("\"");
    } while (n > 0);
    /* end: one_recv */

    close(client);
    return EXIT_SUCCESS;
}
