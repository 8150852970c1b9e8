/* The table of clients, and the mutex that guards it: a thread a client. */
#ifndef CLIENTS_H
#define CLIENTS_H

#include <stdbool.h>
#include <stddef.h>

/* Makes room for so many clients. A failure ends the program. */
void clients_open(size_t room);

/* Starts a thread that calls serve(fd) and then closes fd. False if there is
 * no room, or no thread to be had: fd then remains the caller's. */
bool clients_admit(int fd, void (*serve)(int fd));

/* Sends this to every client, and never waits: a client that cannot take it
 * now is cut off. For any thread. */
void clients_tell_all(const char *text, size_t len);

/* Cuts off all clients and waits until every thread has ended. */
void clients_close(void);

#endif
