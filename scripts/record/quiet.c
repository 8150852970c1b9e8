/* See quiet.h. */
#define _GNU_SOURCE
#include "quiet.h"

#include "common/memory.h"
#include "play/configure.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    FIRST_PORT = 50001, /* above the ports of the course's servers */
    PORTS_A_HOST = 1000,
    /* IEEE 802 gives this type to local experiments */
    TYPE_OF_OUR_FRAMES = 0x88b5,
};

static int set(const char *path, const char *value)
{
    int result = write_setting(path, value);
    if (result == -1)
        perror(path);
    return result;
}

/* In a host's network. */
static int set_tcp(void)
{
    static const char *const settings[][2] = {
        /* BBR and CUBIC measure time; Reno counts */
        {"/proc/sys/net/ipv4/tcp_congestion_control", "reno"},
        /* no tail loss probe: RFC 8985 section 7 */
        {"/proc/sys/net/ipv4/tcp_early_retrans", "0"},
        /* what a connection learnt is not kept for the next one */
        {"/proc/sys/net/ipv4/tcp_no_metrics_save", "1"},
        {"/proc/sys/net/ipv4/tcp_rfc1337", "1"},
    };
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        if (set(settings[i][0], settings[i][1]) == -1)
            return -1;
    /* Linux 6.5 and later send the first SYNs again after 1 s each; before, and
     * in RFC 6298, each wait is twice the one before */
    static const char linear[] = "/proc/sys/net/ipv4/tcp_syn_linear_timeouts";
    return access(linear, W_OK) == 0 ? set(linear, "0") : 0;
}

/* Segments as on Ethernet, and each acknowledged at once. */
static int set_loopback(void)
{
    if (run_command("ip link set lo mtu 1500") == -1 ||
        let_segments_be_seen("lo") == -1)
        return -1;
    static const char *const routes[] = {"127.0.0.0/8", "127.0.0.1"};
    for (size_t i = 0; i < sizeof routes / sizeof *routes; i++)
        if (run_command("ip route change local %s dev lo table local "
                        "proto kernel scope host src 127.0.0.1 quickack 1",
                        routes[i]) == -1)
            return -1;
    /* where there is IPv6, too */
    return run_command(
        "if ip -6 addr show dev lo | grep -q ::1/128; then "
        "ip -6 route del local ::1 dev lo table local && "
        "ip -6 route add local ::1 dev lo table local proto kernel "
        "quickack 1; fi");
}

static int set_cable(const struct wire *wire, size_t host, double rto_s)
{
    const char *address = wire->hosts[host].address;
    struct in_addr network;
    inet_pton(AF_INET, address, &network);
    network.s_addr &= htonl(0xffffff00);
    char text[INET_ADDRSTRLEN];
    inet_ntop(AF_INET, &network, text, sizeof text);
    return run_command("ip route change %s/24 dev eth0 proto kernel scope link "
                       "src %s quickack 1 rto_min %dms",
                       text, address, (int)(rto_s * 1000));
}

int make_quiet(const struct wire *wire, double rto_s)
{
    size_t count = wire->nhosts;
    if (count == 0)
        return set_tcp() == -1 || set_loopback() == -1 ? -1 : 0;
    int result = 0;
    for (size_t i = 0; i < count && result == 0; i++) {
        if (wire_visit(wire, i) == -1 || set_tcp() == -1 ||
            set_cable(wire, i, rto_s) == -1)
            result = -1;
        if (wire_leave(wire) == -1)
            result = -1;
    }
    return result;
}

int count_processes_from(int id)
{
    static const char path[] = "/proc/sys/kernel/ns_last_pid";
    if (access(path, W_OK) == -1)
        return 0;
    char *last = format("%d", id - 1);
    int result = set(path, last);
    free(last);
    return result;
}

int first_port(size_t host)
{
    return FIRST_PORT + PORTS_A_HOST * (int)host;
}

int offer_port(const struct wire *wire, size_t host, int port)
{
    bool wired = wire->nhosts > 0;
    if (wired && wire_visit(wire, host) == -1)
        return -1;
    char *range = format("%d %d", port, port);
    int result = set("/proc/sys/net/ipv4/ip_local_port_range", range);
    free(range);
    if (wired && wire_leave(wire) == -1)
        result = -1;
    return result;
}

int watch_loopback(int protocol)
{
    return packet_socket("lo", protocol);
}

int await_arrivals(void)
{
    static int frames = -1;
    if (frames == -1 && (frames = watch_loopback(TYPE_OF_OUR_FRAMES)) == -1)
        return -1;
    struct sockaddr_ll to = {
        .sll_family = AF_PACKET,
        .sll_protocol = htons(TYPE_OF_OUR_FRAMES),
        .sll_ifindex = (int)if_nametoindex("lo"),
        .sll_halen = 6,
    };
    static const char frame[] = "all that was sent before has arrived";
    char back[sizeof frame];
    if (sendto(frames, frame, sizeof frame, 0, (struct sockaddr *)&to,
               sizeof to) == -1)
        return -1;
    struct pollfd readable = {.fd = frames, .events = POLLIN};
    while (poll(&readable, 1, 1000) == -1)
        if (errno != EINTR)
            return -1;
    return recv(frames, back, sizeof back, 0) == sizeof frame ? 0 : -1;
}
