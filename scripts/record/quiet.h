/* The recording's network is made so quiet that two runs are equal: nothing
 * that depends on the time of the day or on luck. Recordings name what is set
 * here; book/en/recordings.md tells readers. */
#ifndef QUIET_H
#define QUIET_H

#include "play/wire.h"

#include <stddef.h>

/* In the sandbox, after the wire was opened: sets the kernel's network in each
 * host, or in the only one. A host waits `rto_s` seconds before it sends a lost
 * segment again. Gives 0, or -1 after a message. */
int make_quiet(const struct wire *wire, double rto_s);

/* The next process gets this id, as far as the kernel lets us say so
 * (ns_last_pid, proc_sys_kernel(5)). Gives 0, or -1 after a message. */
int count_processes_from(int id);

/* The next ephemeral port that this host's sockets get (the kernel picks it
 * itself, from a range of one). Gives 0, or -1 with errno. */
int offer_port(const struct wire *wire, size_t host, int port);

/* Where a host's ephemeral ports begin in recordings. */
int first_port(size_t host);

/* The packets that cross lo in the network at hand, IP headers first: one
 * nonblocking socket, or -1 with errno. `protocol` is ETH_P_IP or ETH_P_IPV6. */
int watch_loopback(int protocol);

/* What is under way through the kernel on this processor has arrived when this
 * returns: a frame of ours was sent behind it. All programs must be kept on
 * this processor. Gives 0, or -1 with errno. */
int await_arrivals(void);

#endif
