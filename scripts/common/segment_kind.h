/* The kinds of TCP segments that scenarios, the wire and recordings name. */
#ifndef SEGMENT_KIND_H
#define SEGMENT_KIND_H

#include <stdbool.h>
#include <stddef.h>

/* "SYN", "SYN,ACK", "ACK", "data", "FIN", "RST"; "other" for what is no TCP
 * segment. `bytes` begin with an IPv4 header. */
const char *segment_kind(const unsigned char *bytes, size_t len);
/* Is this one of them, but "other"? */
bool is_segment_kind(const char *kind);

#endif
