/* See sockets.h. */
#define _GNU_SOURCE
#include "sockets.h"

#include "common/memory.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The kernel's numbers of TCP's states, include/net/tcp_states.h. */
enum {
    STATE_SYN_RECV = 3,
    STATE_TIME_WAIT = 6,
    STATE_CLOSE = 7,
    STATE_LISTEN = 10,
    STATE_NEW_SYN_RECV = 12,
};
static const char *const state_names[] = {
    "CLOSE",     "ESTABLISHED", "SYN_SENT", "SYN_RECV",   "FIN_WAIT1",
    "FIN_WAIT2", "TIME_WAIT",   "CLOSE",    "CLOSE_WAIT", "LAST_ACK",
    "LISTEN",    "CLOSING",     "SYN_RECV",
};
enum { STATES = sizeof state_names / sizeof *state_names };

/* idiag_timer, sock_diag(7) */
static const char *const timer_names[] = {NULL, "retransmission", "keepalive",
                                          "time_wait", "probe"};
enum { TIMERS = sizeof timer_names / sizeof *timer_names };

/* A socket at this moment. */
struct found {
    uint64_t cookie;
    uint64_t inode; /* 0: no descriptor leads to it */
    size_t host;
    const char *kind;
    int state;
    char *local, *peer; /* NULL where it has none */
    int port, peer_port;
    unsigned receive, send;
    unsigned timer, tries;
    char *held;
};

struct look {
    struct sockets *sockets;
    struct found *found;
    size_t count;
};

void sockets_begin(struct sockets *sockets, const char *const *hosts, int *diag,
                   size_t nhosts)
{
    *sockets = (struct sockets){.hosts = hosts, .diag = diag, .nhosts = nhosts};
}

void sockets_end(struct sockets *sockets)
{
    for (size_t i = 0; i < sockets->nseen; i++) {
        free(sockets->seen[i].held);
        free(sockets->seen[i].described);
    }
    free(sockets->seen);
    *sockets = (struct sockets){0};
}

int diag_open(void)
{
    return socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
}

/* "127.0.0.1:3001", or NULL for no port. */
static char *address_text(int family, const void *address, int port)
{
    char text[INET6_ADDRSTRLEN];
    if (port == 0)
        return NULL;
    inet_ntop(family, address, text, sizeof text);
    return format(family == AF_INET6 ? "[%s]:%d" : "%s:%d", text, port);
}

static struct found *new_found(struct look *look)
{
    look->found = grow(look->found, look->count, sizeof *look->found);
    struct found *found = &look->found[look->count++];
    *found = (struct found){0};
    return found;
}

static void take_message(struct look *look, size_t host, const char *kind,
                         const struct inet_diag_msg *message)
{
    struct found *found = new_found(look);
    int port = ntohs(message->id.idiag_sport);
    int peer_port = ntohs(message->id.idiag_dport);
    *found = (struct found){
        .cookie = (uint64_t)message->id.idiag_cookie[1] << 32 |
                  message->id.idiag_cookie[0],
        .inode = message->idiag_inode,
        .host = host,
        .kind = kind,
        .state = message->idiag_state,
        .port = port,
        .peer_port = peer_port,
        .local =
            address_text(message->idiag_family, message->id.idiag_src, port),
        .peer = address_text(message->idiag_family, message->id.idiag_dst,
                             peer_port),
        .receive = message->idiag_rqueue,
        .send = message->idiag_state == STATE_CLOSE ? 0 : message->idiag_wqueue,
        .timer = message->idiag_timer,
        .tries = message->idiag_retrans,
    };
}

/* Asks sock_diag for all sockets of a host. */
static void ask(struct look *look, size_t host, int family, int protocol)
{
    struct {
        struct nlmsghdr header;
        struct inet_diag_req_v2 request;
    } question = {
        .header = {.nlmsg_len = sizeof question,
                   .nlmsg_type = SOCK_DIAG_BY_FAMILY,
                   .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP},
        .request = {.sdiag_family = (unsigned char)family,
                    .sdiag_protocol = (unsigned char)protocol,
                    .idiag_states = ~0U},
    };
    static union {
        struct nlmsghdr aligned;
        char bytes[1 << 16];
    } answer;
    int diag = look->sockets->diag[host];
    if (send(diag, &question, sizeof question, 0) == -1) {
        perror("sock_diag");
        return;
    }
    for (;;) {
        ssize_t len = recv(diag, answer.bytes, sizeof answer.bytes, 0);
        if (len <= 0) {
            perror("sock_diag");
            return;
        }
        size_t left = (size_t)len;
        for (struct nlmsghdr *at = &answer.aligned; NLMSG_OK(at, left);
             at = NLMSG_NEXT(at, left)) {
            if (at->nlmsg_type == NLMSG_DONE || at->nlmsg_type == NLMSG_ERROR)
                return;
            take_message(look, host, protocol == IPPROTO_TCP ? "tcp" : "udp",
                         NLMSG_DATA(at));
        }
    }
}

static int option(int fd, int level, int name)
{
    int value = 0;
    socklen_t len = sizeof value;
    if (getsockopt(fd, level, name, &value, &len) == -1)
        return -1;
    return value;
}

static char *own_address(int fd, bool of_peer, int *port)
{
    struct sockaddr_storage any;
    socklen_t len = sizeof any;
    struct sockaddr *address = (struct sockaddr *)&any;
    if (of_peer ? getpeername(fd, address, &len) == -1
                : getsockname(fd, address, &len) == -1)
        return NULL;
    if (any.ss_family == AF_INET) {
        struct sockaddr_in v4;
        memcpy(&v4, &any, sizeof v4);
        *port = ntohs(v4.sin_port);
        return address_text(AF_INET, &v4.sin_addr, *port);
    }
    if (any.ss_family == AF_INET6) {
        struct sockaddr_in6 v6;
        memcpy(&v6, &any, sizeof v6);
        *port = ntohs(v6.sin6_port);
        return address_text(AF_INET6, &v6.sin6_addr, *port);
    }
    return NULL;
}

static int state_of(int fd, const char *kind)
{
    struct tcp_info info;
    socklen_t len = sizeof info;
    if (strcmp(kind, "tcp") == 0 &&
        getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &len) == 0)
        return info.tcpi_state;
    struct sockaddr_storage peer;
    len = sizeof peer;
    if (option(fd, SOL_SOCKET, SO_ACCEPTCONN) == 1)
        return STATE_LISTEN;
    return getpeername(fd, (struct sockaddr *)&peer, &len) == 0 ? 1
                                                                : STATE_CLOSE;
}

/* Reads a socket through our own copy of the descriptor. */
static struct found *read_borrowed(struct look *look, size_t host, int fd)
{
    int domain = option(fd, SOL_SOCKET, SO_DOMAIN);
    int type = option(fd, SOL_SOCKET, SO_TYPE);
    bool is_internet = domain == AF_INET || domain == AF_INET6;
    const char *kind = domain == AF_UNIX                    ? "unix"
                       : is_internet && type == SOCK_STREAM ? "tcp"
                       : is_internet && type == SOCK_DGRAM  ? "udp"
                                                            : NULL;
    if (!kind)
        return NULL;
    struct found *found = new_found(look);
    socklen_t len = sizeof found->cookie;
    int waiting = 0;
    found->host = host;
    found->kind = kind;
    getsockopt(fd, SOL_SOCKET, SO_COOKIE, &found->cookie, &len);
    found->state = state_of(fd, kind);
    found->local = own_address(fd, false, &found->port);
    found->peer = own_address(fd, true, &found->peer_port);
    if (found->state != STATE_LISTEN && ioctl(fd, SIOCINQ, &waiting) == 0 &&
        waiting > 0)
        found->receive = (unsigned)waiting;
    /* what a closed one says of its send queue is left over from before */
    if (found->state != STATE_LISTEN && found->state != STATE_CLOSE &&
        ioctl(fd, SIOCOUTQ, &waiting) == 0 && waiting > 0 &&
        strcmp(kind, "tcp") == 0)
        found->send = (unsigned)waiting;
    return found;
}

static struct found *borrow(struct look *look, const struct holder *holder,
                            int fd)
{
    int process = (int)syscall(SYS_pidfd_open, holder->process, 0);
    if (process == -1)
        return NULL;
    int copy = (int)syscall(SYS_pidfd_getfd, process, fd, 0);
    close(process);
    if (copy == -1)
        return NULL;
    struct found *found = read_borrowed(look, holder->host, copy);
    close(copy);
    return found;
}

/* The number in the descriptor's link, "socket:[123]"; 0 if it is no socket. */
static uint64_t socket_inode(pid_t process, int fd)
{
    char link[64];
    char *path = format("/proc/%d/fd/%d", (int)process, fd);
    ssize_t len = readlink(path, link, sizeof link - 1);
    free(path);
    if (len <= 0)
        return 0;
    link[len] = '\0';
    static const char begin[] = "socket:[";
    if (strncmp(link, begin, strlen(begin)) != 0)
        return 0;
    return strtoull(link + strlen(begin), NULL, 10);
}

static int by_number(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}

/* The process's descriptors in their order; -1 behind the last. */
static int *descriptors_of(pid_t process)
{
    int *fds = grow(NULL, 0, sizeof *fds);
    size_t count = 0;
    char *path = format("/proc/%d/fd", (int)process);
    DIR *folder = opendir(path);
    free(path);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        if (entry->d_name[0] == '.')
            continue;
        fds = count ? grow(fds, count, sizeof *fds) : fds;
        fds[count++] = (int)strtol(entry->d_name, NULL, 10);
    }
    if (folder)
        closedir(folder);
    qsort(fds, count, sizeof *fds, by_number);
    fds = count ? grow(fds, count, sizeof *fds) : fds;
    fds[count] = -1;
    return fds;
}

static void find_held(struct look *look, const struct holder *holder)
{
    int *fds = descriptors_of(holder->process);
    for (int *fd = fds; *fd != -1; fd++) {
        uint64_t inode = socket_inode(holder->process, *fd);
        if (inode == 0)
            continue;
        struct found *found = NULL;
        for (size_t i = 0; i < look->count; i++)
            if (look->found[i].inode == inode)
                found = &look->found[i];
        if (!found && (found = borrow(look, holder, *fd)))
            found->inode = inode;
        if (!found)
            continue;
        char *held = format("%s%s%s:%d", found->held ? found->held : "",
                            found->held ? " " : "", holder->name, *fd);
        free(found->held);
        found->held = held;
    }
    free(fds);
}

/* A program may still hold a socket whose connection is only remembered in
 * TIME_WAIT: the kernel then has two of the same name. They are one here. */
static void merge_remembered(struct look *look)
{
    for (size_t i = 0; i < look->count; i++) {
        struct found *remembered = &look->found[i];
        if (remembered->state != STATE_TIME_WAIT || remembered->held)
            continue;
        for (size_t k = 0; k < look->count; k++) {
            struct found *held = &look->found[k];
            if (k == i || held->cookie != remembered->cookie)
                continue;
            remembered->held = held->held;
            remembered->receive = held->receive;
            held->held = NULL; /* closed, held by nobody: not shown */
        }
    }
}

/* New sockets get their numbers in an order that is the same in each run. */
static int by_place(const void *a, const void *b)
{
    const struct found *x = a, *y = b;
    if (x->host != y->host)
        return x->host < y->host ? -1 : 1;
    if (x->port != y->port)
        return x->port - y->port;
    if (x->peer_port != y->peer_port)
        return x->peer_port - y->peer_port;
    return strcmp(x->held ? x->held : "", y->held ? y->held : "");
}

static struct seen *remember(struct sockets *sockets, uint64_t cookie)
{
    for (size_t i = 0; i < sockets->nseen; i++)
        if (sockets->seen[i].cookie == cookie)
            return &sockets->seen[i];
    sockets->seen = grow(sockets->seen, sockets->nseen, sizeof *sockets->seen);
    struct seen *seen = &sockets->seen[sockets->nseen++];
    *seen = (struct seen){.cookie = cookie, .id = ++sockets->nids};
    return seen;
}

static const char *place_of(const struct found *found, const struct seen *seen)
{
    if (found->state == STATE_SYN_RECV || found->state == STATE_NEW_SYN_RECV)
        return "SYN queue";
    if (found->state == STATE_TIME_WAIT || seen->was_held)
        return "kernel";
    return "accept queue";
}

static void add_held(struct json *json, const char *held)
{
    json_add(json, ",\"held\":[");
    for (const char *at = held; *at;) {
        size_t len = strcspn(at, " ");
        json_add(json, "%s\"%.*s\"", at == held ? "" : ",", (int)len, at);
        at += len + strspn(at + len, " ");
    }
    json_add(json, "]");
}

static char *describe(const struct sockets *sockets, const struct found *found,
                      const struct seen *seen)
{
    struct json json = {0};
    int state = found->state >= 0 && found->state < STATES ? found->state : 0;
    json_add(&json, "{\"id\":%d,\"kind\":\"%s\"", seen->id, found->kind);
    json_field(&json, "host", sockets->hosts[found->host]);
    json_field(&json, "state", state_names[state]);
    if (found->local)
        json_field(&json, "local", found->local);
    if (found->peer)
        json_field(&json, "peer", found->peer);
    if (state == STATE_LISTEN) {
        json_number(&json, "queue", found->receive);
        json_number(&json, "backlog", found->send);
    } else {
        json_number(&json, "receive", found->receive);
        json_number(&json, "send", found->send);
    }
    if (found->timer < TIMERS && timer_names[found->timer])
        json_field(&json, "timer", timer_names[found->timer]);
    if (found->tries && found->timer)
        json_number(&json, "tries", found->tries);
    if (found->held)
        add_held(&json, found->held);
    else
        json_field(&json, "place", place_of(found, seen));
    json_add(&json, "}");
    return json.text;
}

static void compare(struct look *look, struct json *changed)
{
    struct sockets *sockets = look->sockets;
    for (size_t i = 0; i < look->count; i++) {
        struct found *found = &look->found[i];
        /* a closed socket that nobody holds is a memory of the kernel only */
        if (!found->held && found->state == STATE_CLOSE)
            continue;
        struct seen *seen = remember(sockets, found->cookie);
        seen->is_there = true;
        seen->was_held = seen->was_held || found->held;
        free(seen->held);
        seen->held = found->held ? copy_string(found->held) : NULL;
        char *described = describe(sockets, found, seen);
        if (!seen->described || strcmp(seen->described, described) != 0)
            json_add(changed, "%s%s", changed->len ? "," : "", described);
        free(seen->described);
        seen->described = described;
    }
}

static void forget_gone(struct sockets *sockets, struct json *gone)
{
    for (size_t i = 0; i < sockets->nseen; i++) {
        struct seen *seen = &sockets->seen[i];
        if (seen->is_there || !seen->described)
            continue;
        json_add(gone, "%s%d", gone->len ? "," : "", seen->id);
        free(seen->described);
        free(seen->held);
        seen->described = seen->held = NULL;
    }
}

void sockets_look(struct sockets *sockets, const struct holder *holders,
                  size_t count, struct json *json)
{
    struct look look = {.sockets = sockets};
    for (size_t host = 0; host < sockets->nhosts; host++) {
        ask(&look, host, AF_INET, IPPROTO_TCP);
        ask(&look, host, AF_INET6, IPPROTO_TCP);
        ask(&look, host, AF_INET, IPPROTO_UDP);
        ask(&look, host, AF_INET6, IPPROTO_UDP);
    }
    for (size_t i = 0; i < count; i++)
        find_held(&look, &holders[i]);
    merge_remembered(&look);
    if (look.count)
        qsort(look.found, look.count, sizeof *look.found, by_place);
    for (size_t i = 0; i < sockets->nseen; i++)
        sockets->seen[i].is_there = false;

    struct json changed = {0}, gone = {0};
    compare(&look, &changed);
    forget_gone(sockets, &gone);
    if (changed.len)
        json_add(json, ",\"sockets\":[%s]", changed.text);
    if (gone.len)
        json_add(json, ",\"gone\":[%s]", gone.text);
    free(changed.text);
    free(gone.text);
    for (size_t i = 0; i < look.count; i++) {
        free(look.found[i].local);
        free(look.found[i].peer);
        free(look.found[i].held);
    }
    free(look.found);
}

int socket_of(const struct sockets *sockets, const char *holder, int fd)
{
    char *wanted = format("%s:%d", holder, fd);
    size_t len = strlen(wanted);
    int id = 0;
    for (size_t i = 0; i < sockets->nseen && !id; i++) {
        const char *at = sockets->seen[i].held;
        while (at && *at && !id) {
            size_t word = strcspn(at, " ");
            if (word == len && strncmp(at, wanted, len) == 0)
                id = sockets->seen[i].id;
            at += word + strspn(at + word, " ");
        }
    }
    free(wanted);
    return id;
}

bool port_is_used(const struct sockets *sockets, size_t host, int port)
{
    char *ending = format(":%d\"", port);
    char *name = format("\"host\":\"%s\"", sockets->hosts[host]);
    bool used = false;
    for (size_t i = 0; i < sockets->nseen; i++) {
        const char *text = sockets->seen[i].described;
        const char *local = text ? strstr(text, "\"local\":\"") : NULL;
        if (!local || !strstr(text, name))
            continue;
        const char *at = strstr(local, ending);
        const char *comma = strchr(local, ',');
        used = used || (at && comma && at < comma);
    }
    free(ending);
    free(name);
    return used;
}
