/* The kernel's sockets, as they are at one moment: read with sock_diag(7), and
 * from a borrowed descriptor where sock_diag does not show a socket (one that
 * has no port yet, or was reset). */
#ifndef SOCKETS_H
#define SOCKETS_H

#include "common/json.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* A process whose descriptors are looked at. */
struct holder {
    const char *name; /* as `held` says it */
    pid_t process;
    size_t host; /* index into the network's hosts */
};

/* A socket that was seen, and what was last said of it. */
struct seen {
    uint64_t cookie; /* the kernel's own name for it */
    int id;          /* ours */
    bool was_held;
    bool is_there;
    char *held;      /* "server:3 server.child1:3", or NULL */
    char *described; /* its JSON object */
};

struct sockets {
    const char *const *hosts; /* their names */
    size_t nhosts;
    int *diag;         /* a sock_diag socket in each host's network */
    struct seen *seen; /* in the order in which they were first seen */
    size_t nseen;
    int nids;
};

/* Opens nothing: `diag` are descriptors from diag_open(), kept open. */
void sockets_begin(struct sockets *sockets, const char *const *hosts, int *diag,
                   size_t nhosts);
void sockets_end(struct sockets *sockets);

/* A sock_diag socket for the network at hand, or -1 with errno. */
int diag_open(void);

/* Looks at all sockets; adds `,"sockets":[…]` for those that are new or have
 * changed since the last look, and `,"gone":[…]` for those that ended. */
void sockets_look(struct sockets *sockets, const struct holder *holders,
                  size_t count, struct json *json);

/* The id of the socket behind a process's descriptor when it was last looked
 * at, or 0. */
int socket_of(const struct sockets *sockets, const char *holder, int fd);

/* Has one of the host's sockets this port? */
bool port_is_used(const struct sockets *sockets, size_t host, int port);

#endif
