/* The files that the book shows, each read once. */
#ifndef LIBRARY_H
#define LIBRARY_H

#include "csource.h"

struct code_file {
    char *name;       /* from the root: code/04-accept/say.c */
    int error;        /* the errno of reading it, or 0 */
    bool right;       /* it was read and nothing in it is wrong */
    bool is_c;        /* or else a scenario */
    struct csource c; /* of a scenario only its text is filled */
};

struct library {
    const char *root;
    struct code_file **files;
    size_t count;
};

/* The file of this name from the root; what is wrong in it is reported when it
 * is read, once. Only .c, .h and .scenario files are of use. It belongs to the
 * library. */
struct code_file *library_get(struct library *library, const char *name);

/* Reads every C file of code/, and reports each region that nobody has found
 * with csource_find. */
void library_report_unshown(struct library *library);

void library_free(struct library *library);

#endif
