/* A file is replaced as a whole, or left as it was. */
#ifndef REPLACE_H
#define REPLACE_H

/* Writes the text beside the file, as PATH.new, and puts it in the file's place.
 * Gives 0, or -1 after a message. */
int replace_file(const char *path, const char *text);

#endif
