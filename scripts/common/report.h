/* Errors as compilers print them: file:line: what is wrong. */
#ifndef REPORT_H
#define REPORT_H

#include <stddef.h>

/* Prints "file:line: message" to standard error and counts it. Lines count
 * from 1. */
__attribute__((format(printf, 3, 4))) void report(const char *file, size_t line,
                                                  const char *format, ...);

/* How many errors were reported so far. */
size_t reported(void);

/* For what cannot go on (no memory, a wrong option): prints "tool: message"
 * and ends the program with exit status 2. */
__attribute__((format(printf, 1, 2), noreturn)) void give_up(const char *format,
                                                             ...);

#endif
