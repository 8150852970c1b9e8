/* The difference of two programs as a unified diff. */
#ifndef DIFFERENCE_H
#define DIFFERENCE_H

#include "snippet.h"

/* Two lines of context, hunks headed by "@@ -line,count +line,count @@" with
 * the files' own line numbers, no lines with the files' names, and nothing
 * before an equal line that is empty. Empty when nothing differs. Each line of
 * the result stands where the present file has it (or has what follows it).
 * *bytes holds the text of the lines; free both, the bytes last. */
struct snippet difference(const struct snippet *older,
                          const struct snippet *present, char **bytes);

#endif
