/* Whether two chapters are the same chapter in two languages. */
#ifndef STRUCTURE_H
#define STRUCTURE_H

#include "chapter.h"

/* Reports where one chapter lacks what the other has at this place: a heading
 * of a level, a listing and its notes, a diagram, a callout, a question and its
 * choices. */
void structure_compare(const struct chapter *a, const struct chapter *b);

/* Reports a chapter that does not have one title, has headings below the third
 * level, or leaves a level out. */
void structure_check(const struct chapter *c);

#endif
