/* Plays a scenario and writes into it what really happened. */
#ifndef REWRITE_H
#define REWRITE_H

#include "stage.h"

/* Takes the scenario's own steps and replaces its `>` and `=` lines by what
 * was printed and how each command ended; a line that still matches stays as
 * it is. The new text is written to `output` (output.h): returns 0, or 1 or 2
 * after a message. */
int rewrite(struct stage *stage, int output);

#endif
