/* Where a scenario is played: its actors at their terminals, what they have
 * printed so far, and the time that is left. */
#ifndef STAGE_H
#define STAGE_H

#include "scenario/scenario.h"
#include "terminal.h"
#include "watch.h"
#include "wire.h"

/* What makes the commands go, where that is not left to the kernel: the
 * recorder, which lets one thread run at a time. */
struct motor {
    void *context;
    /* Before the stage does what this step asks for. */
    void (*acts)(void *context, const struct step *step);
    /* This process is about to become the actor's command; it waits. Gives 0,
     * or -1 with errno. */
    int (*starts)(void *context, size_t actor, pid_t pid);
    /* Lets everything go on until nobody can; true if something happened. It
     * reaps all processes: see stage_command_ended(). */
    bool (*run)(void *context);
    /* An actor's command has printed this line. */
    void (*printed)(void *context, size_t actor, struct span line,
                    bool is_whole);
};

struct printed {
    size_t actor;
    char *text; /* as a scenario has it: scenario/line.h */
    bool taken; /* a step has accounted for it */
};

struct stage {
    const struct scenario *scenario;
    struct terminal *terminals; /* one an actor */
    bool *ended;                /* a command has ended and no step said so */
    struct printed *printed;    /* in the order in which it came */
    size_t nprinted;
    struct watch watch;
    struct wire wire;
    const struct motor *motor; /* or NULL */
    bool shows; /* perform() prints each step on standard output, as it comes */
    char *folder;     /* where commands run */
    double deadline;  /* on CLOCK_MONOTONIC, in seconds */
    double limit;     /* in seconds, for messages */
    int child_signal; /* a signalfd for SIGCHLD */
};

/* Opens a terminal for each actor; the commands will run in `folder` (kept).
 * Returns 0, or -1 after a message. End with stage_close(). */
int stage_open(struct stage *stage, const struct scenario *scenario,
               enum tool tool, const char *folder);
void stage_close(struct stage *stage);

/* Does what a START, ROOT, TYPE, KEY or ORDER step asks for. Returns 0, or -1 after
 * a message. It counts on the endings that the scenario foretells: see watch_command(). */
int stage_act(struct stage *stage, const struct step *step);

/* Waits, for at most `seconds` and never beyond the deadline, until something
 * is printed or ends. False when the time is up. */
bool stage_wait(struct stage *stage, double seconds);

/* The first line of this actor that no step has accounted for, or NULL. */
struct printed *stage_next_line(struct stage *stage, size_t actor);

/* A process ended, as waitpid() says: perhaps it was an actor's command. Gives
 * whether it was. */
bool stage_command_ended(struct stage *stage, pid_t pid, int status);

bool stage_is_running(const struct stage *stage, size_t actor);
bool stage_out_of_time(const struct stage *stage);

/* How the actor's last command ended, as a scenario writes it ("0",
 * "SIGINT"); to be freed. */
char *stage_ending(const struct stage *stage, size_t actor);

/* Now, on CLOCK_MONOTONIC, in seconds. */
double seconds_now(void);

#endif
