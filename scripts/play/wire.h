/* Hosts of their own, and the cables between them. Each host is a network
 * namespace; every packet that one sends comes to this program, which carries
 * it to the other: so it can be counted, dropped, or meet a cut cable. */
#ifndef WIRE_H
#define WIRE_H

#include "common/host.h"

#include <stdbool.h>
#include <stddef.h>

enum fate {
    DELIVERED,
    DROPPED, /* the scenario said so */
    CUT,     /* there is no cable any more */
};

/* A packet as it came out of a host. */
struct packet {
    size_t from;          /* index of the host that sent it */
    size_t to;            /* of the one it goes to, or WIRE_NOWHERE */
    enum fate fate;       /* known before it is carried */
    size_t len;           /* bytes, from the IP header on */
    unsigned char *bytes; /* to be freed */
};
#define WIRE_NOWHERE ((size_t)-1)

/* The cable of one host, seen from here. */
struct cable {
    int ns;            /* the host's network namespace */
    int end;           /* packet socket on our end of the cable */
    int index;         /* of our end's interface */
    bool cut;          /* carries nothing */
    char *drop;        /* kind of the segment that it loses next, or NULL */
    unsigned char *at; /* hardware address of the host's end, 6 bytes */
};

struct wire {
    const struct host *hosts;
    size_t nhosts;
    struct cable *cables; /* one a host */
    int home;             /* network namespace of this program */
};

/* Makes the hosts (kept, not copied), if there are any. Gives 0, or -1 after a
 * message. Free it with wire_close() in either case. To be called in the
 * sandbox. */
int wire_open(struct wire *wire, const struct host *hosts, size_t nhosts);
void wire_close(struct wire *wire);

/* Moves this process into the network of a host and back to its own. Both
 * give 0, or -1 with errno. */
int wire_visit(const struct wire *wire, size_t host);
int wire_leave(const struct wire *wire);

/* The next packet that a host has sent; false when there is none. Its fate is
 * decided here. */
bool wire_next(struct wire *wire, struct packet *packet);
/* Carries a packet to its end, if that is its fate, and frees it. */
void wire_carry(struct wire *wire, struct packet *packet);

/* Cuts or mends the host's cable; or says that the next segment of this kind
 * that the host sends is to be lost: see segment_kind(). */
void wire_cut(struct wire *wire, size_t host, bool cut);
void wire_drop_next(struct wire *wire, size_t host, const char *kind);

/* In the network at hand: a nonblocking socket for the packets of this protocol
 * (ETH_P_IP, …) that arrive at the device, IP headers first. -1 with errno. */
int packet_socket(const char *device, int protocol);

/* In the network at hand: the device no longer glues segments, nor leaves their
 * checksums to hardware that is not there. Gives 0, or -1 with errno. */
int let_segments_be_seen(const char *device);

#endif
