/* Spellings of C that weave does not read, and that nobody should: they are
 * refused, or it might show the wrong lines. */
#ifndef SPELLING_H
#define SPELLING_H

#include "common/text.h"

/* Reports in a C file a byte order mark, digraphs and trigraphs (C17, 6.4.6 and
 * 5.2.1.1), a name that a backslash and a newline cut, and an old-style head of
 * a function (C17, 6.9.1: declarations between its parentheses and its body).
 * False when there is one. */
bool spelling_check(const struct text *t);

#endif
