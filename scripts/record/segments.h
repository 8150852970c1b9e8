/* What crossed the network, decoded: TCP segments and UDP datagrams over IPv4
 * and IPv6. */
#ifndef SEGMENTS_H
#define SEGMENTS_H

#include "common/json.h"

#include <stdbool.h>

/* How many bytes of data a recording keeps. */
enum { MOST_DATA = 48 };

/* Adds the packet as a JSON object: see README.md. Sequence numbers are made
 * relative to the first of each side, so a connection's segments must be given
 * in the order in which they crossed. False, and nothing added, for what is
 * neither TCP nor UDP or is cut short. `packet` begins with its IP header. */
bool segment_json(struct json *json, const unsigned char *packet, size_t len);

/* Forgets all sequence numbers. */
void segments_forget(void);

#endif
