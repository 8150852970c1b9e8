/* The names of the constants that programs give to system calls. Each function
 * gives a new string, as C source would write the value; a value without a
 * name is written as a number. */
#ifndef CONSTANTS_H
#define CONSTANTS_H

#include <stdint.h>

char *name_of_family(int family);
char *name_of_socket_type(int type); /* with SOCK_NONBLOCK, … */
char *name_of_protocol(int protocol);
char *name_of_message_flags(int flags); /* of send and recv */
char *name_of_shutdown(int how);
char *name_of_option(int level, int option);
char *name_of_poll_events(int events); /* POLLIN|POLLOUT */
char *name_of_epoll_events(uint32_t events);
char *name_of_epoll_operation(int operation);
char *name_of_fcntl(int command);
char *name_of_status_flags(int flags); /* of fcntl(F_SETFL) */
char *name_of_signal(int number);

/* "ECONNREFUSED" for 111, or NULL. Not to be freed. */
const char *name_of_error(int error);

#endif
