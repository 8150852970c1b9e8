/* What a run brings out of its sandbox: nothing else can be written there. */
#ifndef OUTPUT_H
#define OUTPUT_H

#include "common/text.h"

/* Opens a file in memory that the sandbox's processes share with this one.
 * Gives its descriptor, or -1 after a message. */
int output_open(void);

/* In the sandbox, once: these bytes are the output. Gives 0, or -1 after a message. */
int output_write(int output, struct span bytes);

/* Outside: the bytes, to be freed; those of a run that wrote none are NULL. */
struct buffer output_read(int output);

#endif
