/* Plays a scenario and compares what happens with what it says. */
#ifndef PERFORM_H
#define PERFORM_H

#include "stage.h"

/* Plays all steps. Returns 0 when the run is what the scenario says, 1 after
 * showing on standard error where it is not, 2 when it cannot be played. */
int perform(struct stage *stage);

/* Plays a program that is wrong on purpose, under the tool that catches it:
 * what is printed must be what the scenario says; but the tool may end the
 * program early, and how it ends is not compared. Results as above. */
int perform_loosely(struct stage *stage);

#endif
