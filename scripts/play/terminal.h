/* An actor's terminal: a pseudo-terminal in which commands run one after the
 * other, what they print comes back as lines, and what is typed goes in. */
#ifndef TERMINAL_H
#define TERMINAL_H

#include "common/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct terminal {
    int master;    /* our side; -1 before terminal_open() */
    int slave;     /* the programs' side, kept open between commands */
    pid_t pid;     /* the running command's, which leads the session; or 0 */
    int status;    /* of the last command, as waitpid() gives it */
    char *partial; /* printed, but not yet a whole line */
    size_t partial_len;
};

/* What is called for each line that was printed, without its newline; the last
 * one of a command may have had none, and is not whole. */
typedef void (*line_taker)(void *context, struct span line, bool is_whole);

/* How a command is to be started. */
struct launch {
    char **argv;        /* its words; argv[0] is looked up in PATH */
    const char *folder; /* where it runs */
    bool as_root;       /* with the sandbox's privileges, or with none */
    int report;         /* a descriptor to give it as REPORT_FD, or -1 */
    int network;        /* the network namespace where it runs, or -1 */
    /* Called in this process before the new one becomes the command; where it
     * is set, the command's addresses are the same in each run. Gives 0, or
     * -1 with errno. */
    int (*forked)(void *context, pid_t pid);
    void *context;
};

/* Opens a terminal of 80 columns that echoes nothing and changes nothing of
 * what is printed. Returns 0, or -1 with errno. */
int terminal_open(struct terminal *terminal);
void terminal_close(struct terminal *terminal);

/* Starts a command in the terminal and returns once it executes: 0, or -1
 * with errno. There is at most one at a time. */
int terminal_start(struct terminal *terminal, const struct launch *launch);

/* Types these bytes; when this returns they can be read, and what a key such
 * as Ctrl-C does is done. Returns 0, or -1 with errno. */
int terminal_type(struct terminal *terminal, const char *bytes, size_t len);

/* Hands on the lines that have been printed so far, without waiting. */
void terminal_read(struct terminal *terminal, line_taker take, void *context);

/* To be called when waitpid() gave `status` for the command: hands on all
 * that it printed, the last line too if it has no newline. */
void terminal_ended(struct terminal *terminal, int status, line_taker take,
                    void *context);

#endif
