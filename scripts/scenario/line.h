/* A printed line as a scenario has it: text as it is, and in braces what cannot
 * stand in a text file, or would mean something else there.
 *
 *     {0x0d}        this byte: a control byte, one that is no UTF-8, a space or
 *                   tab at the end of the line, or a { that would begin one of
 *                   these or a placeholder
 *     {no newline}  at the end: the line was not ended
 */
#ifndef LINE_H
#define LINE_H

#include "common/text.h"

/* What a scenario says of these bytes. Each line has one such text. To be
 * freed. */
char *line_as_text(struct span bytes, bool is_whole);

/* Checks that the text is what a scenario says of some line. Gives NULL, or what
 * should stand in its place, to be freed. */
char *line_correction(const char *text);

/* The bytes in braces of such a text, each once; begin with {0}, end with
 * free(b.bytes). */
struct buffer bytes_in_braces(const char *text);

/* Whether the text says that the line was not ended. */
bool says_no_newline(const char *text);

#endif
