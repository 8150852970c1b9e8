/* What the kernel says of a process. */
#ifndef PROCESS_H
#define PROCESS_H

#include <sys/types.h>

/* The state letter of a thread (proc_pid_stat(5)), 'X' if there is none. 'S'
 * is said only of one that has given the processor away: the letter alone is
 * 'S' already while a call prepares to wait, and may find that it need not. */
char process_state(pid_t process, pid_t thread);

/* A process that /proc shows, but this one, whose state is none of these
 * letters; 0 if there is none. */
pid_t other_process(const char *states);

/* Its name, proc_pid_comm(5), or "?". To be freed. */
char *process_name(pid_t process);

#endif
