/* The two ends of a connection, as written in chapters 02 to 05. */
#ifndef ENDS_H
#define ENDS_H

/* Prints the call and the cause in errno, and ends the program. */
_Noreturn void die(const char *call);

/* A socket that listens on port 3001 of every IPv4 address. */
int listen_on_port(void);

/* Waits for the next client; gives the socket for it. */
int accept_one(int listening);

/* A socket connected to port 3001 of this IPv4 address. */
int connect_to(const char *address);

/* Waits for Enter; gives false at the end of input. */
_Bool wait_for_enter(void);

#endif
