/* Which files of code/ a program is built from, and which programs a scenario
 * starts. `root` is the course's folder, names are from there. What is wrong in
 * a C file does not matter here. */
#ifndef PROGRAMS_H
#define PROGRAMS_H

#include "common/folder.h"
#include "scenario/scenario.h"

/* The names, from the root, of the files in code/ with this ending: ".c". Free
 * with paths_free. */
struct paths code_files(const char *root, const char *ending);

/* Is it a program of its own: a .c file without a header of the same name? (One
 * that has it is a module of the programs that include the header.) */
bool is_program(const char *root, const char *name);

/* The modules of a program: for each "x.h" that it or one of its modules
 * includes, the x.c beside it, where there is one. Free with paths_free. */
struct paths modules_of(const char *root, const char *program);

/* Does the program or one of its modules include <pthread.h>? */
bool has_threads(const char *root, const char *program);

/* The programs of the course that a scenario's command starts, as often as it
 * names them; `scenario` is the scenario's name from the root. Free with
 * paths_free. */
struct paths programs_of_command(const char *root, const char *scenario,
                                 const char *command);

/* Those of all its commands, each once, in the order of their start. */
struct paths programs_of(const char *root, const char *name,
                         const struct scenario *scenario);

/* Is the scenario to be played under this tool? helgrind and tsan are for
 * scenarios that start a program with threads. */
bool is_played_under(const char *root, const struct scenario *scenario,
                     const struct paths *programs, enum tool tool);

#endif
