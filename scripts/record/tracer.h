/* Runs the programs of a scenario under ptrace(2), one thread at a time, and
 * writes down what each does: the motor of a stage. */
#ifndef TRACER_H
#define TRACER_H

#include "play/stage.h"
#include "timeline.h"

struct tracer;

/* The stage is open; it is given its motor. Gives NULL after a message.
 * Everything is kept until tracer_end(). */
struct tracer *tracer_begin(struct stage *stage, struct timeline *timeline);

/* Lets go on what still can, when the scenario is over. */
void tracer_finish(struct tracer *tracer);

/* Was the recorder itself kept from running, so long that the kernel's timers
 * may have run out meanwhile? Then what it saw is no measure. */
bool tracer_was_kept_away(const struct tracer *tracer);

void tracer_end(struct tracer *tracer);

#endif
