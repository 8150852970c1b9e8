/* The door of a server: the socket that listens, and Ctrl-C. */
#ifndef DOOR_H
#define DOOR_H

#include <stdbool.h>
#include <stdint.h>

enum { REST_MS = 100 }; /* before looking again for a free descriptor */

struct door {
    int listening;
    int stop;     /* readable once Ctrl-C was pressed, or SIGTERM came */
    bool resting; /* accept found no descriptor for the next client */
};

/* Opens the door. To be called before there are threads: they inherit that
 * both signals are blocked. A failure ends the program. */
void door_open(struct door *door, uint16_t port);

/* Waits; gives the descriptor of the next client, or -1 after Ctrl-C. */
int door_next(struct door *door);

/* As door_next, but never waits: -1 if there is nobody, or no descriptor for
 * him; then door->resting is set. */
int door_accept(struct door *door);

/* Tells this client that there is no room, and sends it away. */
void door_refuse(int client);

void door_close(struct door *door);

#endif
