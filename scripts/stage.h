/* Where a scenario is played: its actors at their terminals, what they have
 * printed so far, and the time that is left. */
#ifndef STAGE_H
#define STAGE_H

#include "scenario.h"
#include "terminal.h"
#include "watch.h"

struct printed {
    size_t actor;
    char *text;
    bool taken; /* a step has accounted for it */
};

struct stage {
    const struct scenario *scenario;
    struct terminal *terminals; /* one an actor */
    bool *ended;                /* a command has ended and no step said so */
    struct printed *printed;    /* in the order in which it came */
    size_t nprinted;
    struct watch watch;
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

/* Does what a START, ROOT, TYPE or KEY step asks for. Returns 0, or -1 after
 * a message. It counts on the endings that the scenario foretells: see watch_command(). */
int stage_act(struct stage *stage, const struct step *step);

/* Waits, for at most `seconds` and never beyond the deadline, until something
 * is printed or ends. False when the time is up. */
bool stage_wait(struct stage *stage, double seconds);

/* The first line of this actor that no step has accounted for, or NULL. */
struct printed *stage_next_line(struct stage *stage, size_t actor);

bool stage_is_running(const struct stage *stage, size_t actor);
bool stage_out_of_time(const struct stage *stage);

/* How the actor's last command ended, as a scenario writes it ("0",
 * "SIGINT"); to be freed. */
char *stage_ending(const struct stage *stage, size_t actor);

/* Now, on CLOCK_MONOTONIC, in seconds. */
double seconds_now(void);

#endif
