/* A scenario read from its file: settings, actors and steps. The format is
 * described in scripts/README.md. */
#ifndef SCENARIO_H
#define SCENARIO_H

#include "common/host.h"

#include <stdbool.h>
#include <stddef.h>

/* What can watch the course's programs while they run. */
enum tool {
    TOOL_NONE,
    TOOL_MEMCHECK,
    TOOL_HELGRIND,
    TOOL_ASAN,
    TOOL_TSAN,
    TOOLS
};
extern const char *const tool_names[TOOLS];

/* The tool of this name, or TOOLS where there is none. */
enum tool tool_named(const char *name);

enum step_kind {
    STEP_START, /* actor $ command */
    STEP_ROOT,  /* actor # command */
    STEP_TYPE,  /* actor < text */
    STEP_KEY,   /* actor ^C */
    STEP_PRINT, /* actor > text */
    STEP_END,   /* actor = status */
    STEP_ORDER, /* actor ! order */
};

/* What a scenario can order of the network, or of the recorder. */
enum order_kind {
    ORDER_CUT,     /* the cable of the actor's host carries nothing */
    ORDER_MEND,    /* it carries again */
    ORDER_DROP,    /* the next segment of a kind that the host sends is lost */
    ORDER_HOLD,    /* the actor stops before its next call of a name */
    ORDER_RELEASE, /* it goes on */
    ORDERS
};
extern const char *const order_names[ORDERS];

struct step {
    enum step_kind kind;
    size_t line;  /* index into the scenario's lines */
    size_t actor; /* index into the scenario's actors */
    char *text;   /* what stands behind the mark */
    char **argv;  /* START, ROOT: the command's words, NULL behind the last */
    char key;     /* KEY: the control character that the terminal gets */
    enum order_kind order; /* ORDER: what, and in `text` of which kind */
};

enum { NO_HOST = -1 };

struct scenario {
    const char *path;
    char **lines; /* the file as it is, without newlines */
    size_t nlines;
    char **actors; /* their names, in the order in which they appear */
    size_t nactors;
    int *actor_hosts;   /* which host each actor sits at, or NO_HOST */
    struct host *hosts; /* each has the name of its first actor */
    size_t nhosts;
    struct step *steps;
    size_t nsteps;
    int limit_s;     /* seconds for a run that no tool watches */
    bool any_spaces; /* may columns be aligned otherwise? */
    bool record;     /* is there to be a recording of it? */
    bool holds;      /* it gives orders that only the recorder obeys */
    double rto_s;    /* recording: the least retransmission timeout */
    /* does a `tools:` setting name the tools, and which? */
    bool names_tools;
    bool tools[TOOLS];
    char *caught_by[TOOLS]; /* text that this tool's report must hold */
};

/* Reads the scenario at `path` (kept, not copied). Reports every fault as
 * `path:line: what is wrong` on standard error and gives false if there is
 * one. Free it with scenario_free() in either case. */
bool scenario_read(struct scenario *scenario, const char *path);
void scenario_free(struct scenario *scenario);

/* Is the scenario to be played under this tool? Where no setting says so:
 * under none, memcheck and asan; a program that is wrong on purpose under
 * none and the tool that catches it; one that only the recorder can play under
 * nothing. (helgrind and tsan are for programs with
 * threads; this answers as if there were some.) */
bool scenario_wants(const struct scenario *scenario, enum tool tool);

/* The folder of the scenario's chapter below the programs' folder:
 * code/04-accept/x.scenario runs in BIN/04-accept. To be freed. */
char *scenario_folder(const char *bin, const char *path);

/* The character that stands between actor and text. */
char mark_of(enum step_kind kind);

/* Does an empty line stand between this step and the one before it? */
bool comes_after_pause(const struct scenario *scenario, size_t step);

/* A line number for people: lines count from 1. */
int line_number(const struct step *step);

#endif
