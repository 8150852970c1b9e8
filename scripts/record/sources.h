/* Where in its source a stopped thread stands: read with libdw from the
 * debugging information (DWARF) of its program. */
#ifndef SOURCES_H
#define SOURCES_H

#include <stddef.h>
#include <sys/types.h>

/* One function of the program on the thread's stack. */
struct frame {
    char file[96]; /* as the compiler was told */
    char function[64];
    int line;
};

enum { MOST_FRAMES = 8 };

struct stack {
    struct frame frames[MOST_FRAMES]; /* innermost first */
    size_t count;     /* 0: none of the program's own functions runs */
    char library[64]; /* the function of the C library that the innermost calls,
                         without glibc's prefixes; "" if it calls none */
};

/* Reads the stack of this thread, which must be stopped by ptrace. */
void read_stack(pid_t process, pid_t thread, struct stack *stack);

/* Forgets what is known of this process: it ended, or executes another
 * program. */
void forget_process(pid_t process);

#endif
