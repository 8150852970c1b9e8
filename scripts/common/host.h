#ifndef HOST_H
#define HOST_H

/* A host of its own, joined to the others by a cable. */
struct host {
    char *name;
    char *address; /* IPv4, as text; its network is the /24 around it */
};

#endif
