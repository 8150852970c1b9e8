/* Take one client on port 3001, and read nothing before Enter; then all.
 *
 *   cc hold_back.c connection.c -o hold_back
 *   ./hold_back                    then, in another terminal: ./send_much
 */
#define _POSIX_C_SOURCE 200809L
#include "connection.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 3001 };

int main(void)
{
    int listening = listen_on(PORT);
    puts("listening");
    int client = accept_one(listening);
    close(listening);
    puts("accepted; Enter begins to read");
    wait_for_enter();

    static char buf[65536];
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
