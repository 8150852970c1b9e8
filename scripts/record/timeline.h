/* The steps of a recording, one line of JSON each: see README.md. */
#ifndef TIMELINE_H
#define TIMELINE_H

#include "common/json.h"
#include "scenario/scenario.h"
#include "sources.h"

struct timeline {
    const struct scenario *scenario;
    char **steps;
    size_t nsteps;
    char **sources; /* the files that steps name, below code/ */
    size_t nsources;
    struct json step;     /* the one that is being written */
    struct json segments; /* that crossed since the last step */
};

void timeline_free(struct timeline *timeline);

/* Begins a step: what it does, and who (or NULL). Add fields to `step`; end it
 * with timeline_end(). */
struct json *timeline_begin(struct timeline *timeline, const char *what,
                            const char *who);
/* Adds where in the sources the step was taken, if that is known. */
void timeline_at(struct timeline *timeline, const struct stack *stack);
void timeline_end(struct timeline *timeline);

/* A packet crossed the network; the next step that ends tells it. */
void timeline_crossed(struct timeline *timeline, const unsigned char *packet,
                      size_t len);

/* The whole recording as the text of its file; to be freed. */
char *timeline_text(const struct timeline *timeline);

#endif
