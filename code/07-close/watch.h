/* How long this end believes in a peer that says nothing. */
#ifndef WATCH_H
#define WATCH_H

/* Prints the keepalive settings of this socket. */
void print_keepalive(int fd);

/* Asks the peer for a sign of life when it is silent. */
void keep_alive(int fd);

/* Gives up when what was sent is not acknowledged in time. */
void limit_silence(int fd);

#endif
