/* The threads that are traced, and how each stands: ptrace(2)'s side of the
 * recorder. It knows nothing of sockets nor of what is written down. */
#ifndef TASKS_H
#define TASKS_H

#include "calls.h"
#include "sources.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum task_state {
    TASK_RUNNING, /* it runs, or sleeps in the kernel */
    TASK_STOPPED, /* at nothing in particular: just born, program replaced */
    TASK_ENTERS,  /* stopped at the entry of a system call */
    TASK_LEAVES,  /* stopped at the exit of one */
    TASK_SIGNAL,  /* stopped because a signal arrives */
    TASK_DYING,   /* stopped on its way out */
    TASK_DEAD,
};

struct task {
    pid_t thread;
    pid_t process;
    char *name;  /* server.child1.thread2; NULL until its birth is known */
    char *owner; /* of the descriptors: server.child1 */
    size_t actor;
    enum task_state state;
    bool asleep;      /* RUNNING, and asleep in the kernel */
    bool executes;    /* the actor's program, and no longer ours */
    bool has_news;    /* the state has changed since it was last written down */
    struct call call; /* the last, or the one at hand */
    struct stack stack;
    int signal;            /* SIGNAL: which one */
    int status;            /* DEAD: as waitpid() gives it */
    int threads, children; /* that it has created */
    struct task *newborn;  /* the last of them; NULL once written down */
    bool newborn_is_thread;

    /* what the recorder keeps here */
    bool shown;       /* the call at hand belongs into the recording */
    bool waits;       /* a `wait` was written, and its `return` not yet */
    bool interrupted; /* by a signal, in this call: */
    struct call interrupted_call;
    struct stack interrupted_stack;
};

struct tasks {
    struct task **list; /* in the order of their birth */
    size_t count;
    /* A process that is not traced ended. */
    void (*ended)(void *context, pid_t pid, int status);
    void *context;
};

/* Begins to trace a process that is about to become an actor's command. Gives
 * NULL with errno. */
struct task *task_adopt(struct tasks *tasks, pid_t pid, size_t actor,
                        const char *name);
void tasks_free(struct tasks *tasks);

/* Takes note of all that stopped or ended; gives how many did. */
int tasks_reap(struct tasks *tasks);

/* Looks where the running ones are; true when each of them is asleep in the
 * kernel. */
bool tasks_are_asleep(struct tasks *tasks);

/* Lets a stopped task go on, to its next system call or signal. */
void task_resume(struct task *task);

/* Is it stopped, so that it could go on? */
bool task_is_stopped(const struct task *task);

/* Does a signal interrupt the call, which the kernel may begin again? */
bool call_is_interrupted(const struct call *call);

/* Is this descriptor of the task a terminal? */
bool task_has_terminal(const struct task *task, int fd);

/* What the signal does to the task's process: "handled", "ignored", "ends". */
const char *task_takes_signal(const struct task *task);

#endif
