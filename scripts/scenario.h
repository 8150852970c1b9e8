/* A scenario read from its file: settings, actors and steps. The format is
 * described in scripts/README.md. */
#ifndef SCENARIO_H
#define SCENARIO_H

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
};

struct step {
    enum step_kind kind;
    size_t line;  /* index into the scenario's lines */
    size_t actor; /* index into the scenario's actors */
    char *text;   /* what stands behind the mark */
    char **argv;  /* START, ROOT: the command's words, NULL behind the last */
    char key;     /* KEY: the control character that the terminal gets */
};

struct scenario {
    const char *path;
    char **lines; /* the file as it is, without newlines */
    size_t nlines;
    char **actors; /* their names, in the order in which they appear */
    size_t nactors;
    struct step *steps;
    size_t nsteps;
    int limit_s;     /* seconds for a run that no tool watches */
    bool any_spaces; /* may columns be aligned otherwise? */
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
 * none and the tool that catches it. (helgrind and tsan are for programs with
 * threads; this answers as if there were some.) */
bool scenario_wants(const struct scenario *scenario, enum tool tool);

/* A line number for people: lines count from 1. */
int line_number(const struct step *step);

#endif
