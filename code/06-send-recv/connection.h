/* What the chapters before this one have written: both ways to a connection,
 * and Enter. A failure ends the program, with a message that names the call. */
#ifndef CONNECTION_H
#define CONNECTION_H

#include <stdint.h>

/* Prints the name of the call and the cause in errno; ends with status 1. */
_Noreturn void die(const char *call);

/* A socket that listens on this port of 127.0.0.1, or of another address. */
int listen_on(uint16_t port);
int listen_at(const char *address, uint16_t port);

/* Waits for the next client, and gives its descriptor. */
int accept_one(int listening);

/* A socket connected to this port of 127.0.0.1, or of another address. */
int connect_to(uint16_t port);
int connect_at(const char *address, uint16_t port);

/* Both ends of one connection, for a program that talks to itself. */
void connect_both(int *one_end, int *other_end);

/* Waits for the end of the line that is typed, or of all input. */
void wait_for_enter(void);

#endif
