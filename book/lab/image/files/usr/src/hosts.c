/* Hosts of their own in the machine, and the cables between them:
 *
 *   hosts server=10.0.0.1 client=10.0.0.2
 *
 * Each is a network namespace with this name. When they are there, this
 * program goes into the background, carries their packets, and obeys orders:
 * datagrams to the socket ORDERS, from anyone (/usr/bin/cable). They are
 *
 *   cut [HOST], mend [HOST]   one cable, or all of them
 *   drop KIND HOST            the next segment of this kind that the host sends
 *   delay MS                  how long a packet takes from one host to another
 *                             (nothing: how are the cables?)
 *
 * and the answer to each is a line "ok" and the cables, or what is wrong.
 * How packets are carried is the course's own scripts/play/wire.c.
 */
#define _DEFAULT_SOURCE
#include "common/memory.h"
#include "common/segment_kind.h"
#include "play/configure.h"
#include "play/wire.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define ORDERS "/run/cables"
#define NAMES "/run/netns" /* where ip-netns(8) looks */

enum {
    LONGEST_ORDER = 128,
    MOST_WORDS = 3,
    LONGEST_DELAY_MS = 60000,
    /* what waits in a delayed cable: more than one window of TCP */
    ROOM_IN_CABLE = 8 << 20,
};

struct cables {
    struct wire wire;
    long delay_ms;
    int orders;
};

static void die(const char *what)
{
    fprintf(stderr, "hosts: %s: %s\n", what, strerror(errno));
    exit(EXIT_FAILURE);
}

static void refuse(const char *why, const char *what)
{
    fprintf(stderr, "hosts: %s: %s\n", why, what);
    exit(EXIT_FAILURE);
}

/* NAME=ADDRESS */
static struct host read_host(char *text)
{
    char *equals = strchr(text, '=');
    struct in_addr address;
    size_t len = equals ? (size_t)(equals - text) : 0;
    if (len == 0 || strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789") != len)
        refuse("not NAME=ADDRESS", text);
    if (inet_pton(AF_INET, equals + 1, &address) != 1)
        refuse("no IPv4 address", equals + 1);
    return (struct host){
        .name = copy_bytes(text, len),
        .address = copy_string(equals + 1),
    };
}

static void give_name(const char *name, int ns)
{
    char *path = format(NAMES "/%s", name);
    char *opened = format("/proc/self/fd/%d", ns);
    int place = open(path, O_CREAT | O_EXCL | O_CLOEXEC, 0444);
    if (place == -1 || mount(opened, path, "none", MS_BIND, NULL) == -1)
        die(path);
    close(place);
    free(opened);
    free(path);
}

static void widen(int end)
{
    int room = ROOM_IN_CABLE;
    if (setsockopt(end, SOL_SOCKET, SO_SNDBUFFORCE, &room, sizeof room) == -1 ||
        setsockopt(end, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room) == -1)
        die("setsockopt");
}

static int take_orders(void)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = ORDERS};
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd == -1 ||
        bind(fd, (struct sockaddr *)&address, sizeof address) == -1 ||
        chmod(ORDERS, 0666) == -1)
        die(ORDERS);
    return fd;
}

static void carry_packets(struct wire *wire)
{
    for (struct packet packet; wire_next(wire, &packet);)
        wire_carry(wire, &packet);
}

/* A number of milliseconds, or -1. */
static long read_delay(const char *word)
{
    char *end;
    long ms = strtol(word, &end, 10);
    if (!isdigit((unsigned char)*word) || *end || ms > LONGEST_DELAY_MS)
        return -1;
    return ms;
}

/* What a packet waits for it waits at our end of the cable that it leaves
 * through: once on its way. */
static int delay(struct cables *cables, long ms)
{
    for (size_t i = 0; i < cables->wire.nhosts; i++) {
        int result =
            ms ? run_command("tc qdisc replace dev cable%zu root netem "
                             "delay %ldms limit 100000",
                             i, ms)
               : run_command("tc qdisc del dev cable%zu root 2>/dev/null; true",
                             i);
        if (result == -1)
            return -1;
    }
    cables->delay_ms = ms;
    return 0;
}

static size_t host_named(const struct wire *wire, const char *name)
{
    size_t i = 0;
    while (i < wire->nhosts && strcmp(wire->hosts[i].name, name) != 0)
        i++;
    return i;
}

static void cut(struct wire *wire, size_t host, bool is_cut)
{
    for (size_t i = 0; i < wire->nhosts; i++)
        if (i == host || host == wire->nhosts)
            wire_cut(wire, i, is_cut);
}

/* Gives NULL, or what is wrong; to be freed. */
static char *obey(struct cables *cables, char *order)
{
    struct wire *wire = &cables->wire;
    char *words[MOST_WORDS + 1] = {"", "", "", ""};
    size_t count = 0;
    for (char *word = strtok(order, " \n"); word; word = strtok(NULL, " \n"))
        if (count <= MOST_WORDS)
            words[count++] = word;

    const char *verb = words[0];
    bool is_cut = strcmp(verb, "cut") == 0;
    bool drops = strcmp(verb, "drop") == 0;
    size_t most = drops ? 3 : 2;
    if (count == 0)
        return NULL;
    if (!is_cut && !drops && strcmp(verb, "mend") != 0 &&
        strcmp(verb, "delay") != 0)
        return format("no such order: %s", verb);
    if (count > most)
        return format("too many words after %s", verb);
    if (strcmp(verb, "delay") == 0) {
        long ms = read_delay(words[1]);
        if (ms == -1)
            return format("a delay is 0 to %d milliseconds, not '%s'",
                          LONGEST_DELAY_MS, words[1]);
        return delay(cables, ms) == -1 ? format("tc has failed") : NULL;
    }
    if (drops && !is_segment_kind(words[1]))
        return format("a segment is SYN, SYN,ACK, ACK, data, FIN or RST, not "
                      "'%s'",
                      words[1]);
    const char *name = words[drops ? 2 : 1];
    size_t host = host_named(wire, name);
    if (host == wire->nhosts && (drops || *name))
        return format("no such host: '%s'", name);
    if (drops)
        wire_drop_next(wire, host, words[1]);
    else
        cut(wire, host, is_cut);
    return NULL;
}

/* "server 10.0.0.1: whole, delay 0 ms", a line a host; to be freed. */
static char *describe(const struct cables *cables)
{
    const struct wire *wire = &cables->wire;
    char *text = copy_string("ok\n");
    for (size_t i = 0; i < wire->nhosts; i++) {
        const struct cable *cable = &wire->cables[i];
        char *longer =
            format("%s%s %s: %s, delay %ld ms%s%s\n", text, wire->hosts[i].name,
                   wire->hosts[i].address, cable->cut ? "cut" : "whole",
                   cables->delay_ms, cable->drop ? ", loses its next " : "",
                   cable->drop ? cable->drop : "");
        free(text);
        text = longer;
    }
    return text;
}

static void answer_order(struct cables *cables)
{
    char order[LONGEST_ORDER];
    struct sockaddr_un from;
    socklen_t from_len = sizeof from;
    ssize_t len = recvfrom(cables->orders, order, sizeof order - 1, 0,
                           (struct sockaddr *)&from, &from_len);
    if (len == -1)
        return;
    order[len] = '\0';
    char *wrong = obey(cables, order);
    char *answer = wrong ? format("%s\n", wrong) : describe(cables);
    /* who has no address, or is gone, does without */
    sendto(cables->orders, answer, strlen(answer), MSG_NOSIGNAL,
           (struct sockaddr *)&from, from_len);
    free(answer);
    free(wrong);
}

int main(int argc, char **argv)
{
    struct cables cables = {.delay_ms = 0};
    struct host *hosts = NULL;
    size_t count = 0;
    for (int i = 1; i < argc; i++) {
        hosts = grow(hosts, count, sizeof *hosts);
        hosts[count++] = read_host(argv[i]);
    }
    if (count == 0)
        refuse("usage", "hosts NAME=ADDRESS...");
    if (wire_open(&cables.wire, hosts, count) == -1)
        return EXIT_FAILURE;
    if (mkdir(NAMES, 0755) == -1)
        die(NAMES);
    struct pollfd *events = NULL;
    for (size_t i = 0; i < count; i++) {
        give_name(hosts[i].name, cables.wire.cables[i].ns);
        widen(cables.wire.cables[i].end);
        events = grow(events, i, sizeof *events);
        events[i] = (struct pollfd){cables.wire.cables[i].end, POLLIN, 0};
    }
    events = grow(events, count, sizeof *events);
    events[count] = (struct pollfd){cables.orders = take_orders(), POLLIN, 0};
    if (daemon(1, 0) == -1)
        die("daemon");

    for (;;) {
        if (poll(events, (nfds_t)(count + 1), -1) == -1 && errno != EINTR)
            return EXIT_FAILURE;
        carry_packets(&cables.wire); /* what was sent before an order */
        if (events[count].revents)
            answer_order(&cables);
    }
}
