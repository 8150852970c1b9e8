/* Give each client back what it sends: a thread for each client, a limit to
 * their number, and a clean stop.
 *
 *   cc -pthread echo_server.c door.c clients.c lines.c -o echo_server
 *   ./echo_server [clients]        Ctrl-C stops it
 */
#define _POSIX_C_SOURCE 200809L
#include "clients.h"
#include "door.h"
#include "lines.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

enum { PORT = 3001, ROOM = 1000 };

/* Serves this client to the end of what it sends; a failure ends it too. */
static void echo(int fd)
{
    char text[256];
    ssize_t n;
    while ((n = recv(fd, text, sizeof text, 0)) > 0)
        if (send_all(fd, text, (size_t)n) == -1)
            return;
}

int main(int argc, char **argv)
{
    struct door door;
    door_open(&door, PORT);
    clients_open(argc > 1 ? strtoul(argv[1], NULL, 10) : ROOM);
    puts("listening");

    int client;
    while ((client = door_next(&door)) != -1)
        if (!clients_admit(client, echo))
            door_refuse(client);

    clients_close();
    door_close(&door);
    puts("all have left");
    return EXIT_SUCCESS;
}
