/* A private machine for one run: its own network (only lo, up), its own
 * processes, name and mount table, made with Linux namespaces; furnish.h says
 * what it sees of the machine's files. */
#ifndef SANDBOX_H
#define SANDBOX_H

/* Exit status of sandbox_run() when the sandbox cannot be made. */
enum { SANDBOX_FAILED = 2 };

/* Runs job(context) as process 1 of a new sandbox and gives what it returned
 * (0 to 255). Everything that job started is dead when this returns.
 * Works as root, and as a user where unprivileged user namespaces are
 * allowed; else it says on standard error how to allow them and gives
 * SANDBOX_FAILED. In the sandbox the user is its root. `needed`: folders that
 * must be seen there, NULL behind the last. */
int sandbox_run(int (*job)(void *context), void *context,
                const char *const *needed);

/* In the sandbox: gives up, in this process and in what it executes, every
 * privilege that root has (capabilities(7)), and limits its processes. Where
 * the sandbox's root is the machine's, it becomes a user who owns nothing.
 * Returns 0, or -1 with errno. */
int drop_privileges(void);

#endif
