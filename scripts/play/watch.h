/* How a tool (Valgrind, a sanitizer) watches a program of the course, and
 * what its reports say afterwards. */
#ifndef WATCH_H
#define WATCH_H

#include "scenario/scenario.h"

/* Where Valgrind before 3.24 writes its report. Given --log-file, it would
 * keep descriptor 3 open, and a program's first socket would be 4; a high one
 * is in nobody's way. */
enum { REPORT_FD = 200 };

/* One watched run: where the reports go. */
struct watch {
    enum tool tool;
    char *folder; /* of the reports, private to the run; NULL for no tool */
    int count;    /* of the reports that were begun */
    /* Valgrind 3.24 and later: an open descriptor is an error to it, an
     * inherited one too, but it no longer needs one for its report. */
    bool counts_descriptors;
};

/* Makes the folder and sets the environment for the tool. Returns 0, or -1
 * with errno. End with watch_free(), which removes the folder. */
int watch_begin(struct watch *watch, enum tool tool);
void watch_free(struct watch *watch);

/* The words to execute so that the tool watches this command: a new array
 * of new strings, free it with words_free(). `ending` is how the command is
 * expected to end, as a scenario writes it: memory that is left is an error
 * unless a signal kills the program, a descriptor that is left is one when it
 * ends with status 0. Only programs of the course are watched: those with ./ or ../
 * in front, also behind `ip netns exec HOST`. */
char **watch_command(const struct watch *watch, char *const *argv,
                     const char *ending);
void words_free(char **words);

/* A file for the tool's report on this command, open for writing (the caller
 * closes it) and to be given to the command as descriptor REPORT_FD; -1 when
 * there is to be none, or with a message. */
int watch_report(struct watch *watch, char *const *argv);

/* All the reports of the run that speak of an error, in one string to be
 * freed; NULL when there are none. */
char *watch_reports(const struct watch *watch);

#endif
