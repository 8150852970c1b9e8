/* A recording in its file, compared with what happened today. */
#ifndef RECORDED_H
#define RECORDED_H

#include <stdbool.h>

/* Where the recording of this scenario is: x.scenario has x.json beside it.
 * To be freed. */
char *recording_path(const char *scenario_path);

/* Compares the file with the recording's text, byte for byte, without what may
 * differ from machine to machine (the numbers of window and after_ms). Shows
 * the first line that differs on standard error. */
bool recording_is_same(const char *path, const char *text);

/* Writes the text to the file, unless it says the same. Gives 0, or -1 after a
 * message; then the file is as it was. */
int recording_write(const char *path, const char *text);

#endif
