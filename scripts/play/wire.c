/* See wire.h. */
#define _GNU_SOURCE
#include "wire.h"

#include "common/memory.h"
#include "common/segment_kind.h"
#include "configure.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/ethtool.h>
#include <linux/if_packet.h>
#include <linux/sockios.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <netinet/ip.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LONGEST_PACKET = 65536 };

static int own_namespace(void)
{
    return open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC);
}

int wire_visit(const struct wire *wire, size_t host)
{
    return setns(wire->cables[host].ns, CLONE_NEWNET);
}

int wire_leave(const struct wire *wire)
{
    return setns(wire->home, CLONE_NEWNET);
}

int packet_socket(const char *device, int protocol)
{
    int fd = socket(AF_PACKET, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK,
                    htons((uint16_t)protocol));
    struct sockaddr_ll address = {
        .sll_family = AF_PACKET,
        .sll_protocol = htons((uint16_t)protocol),
        .sll_ifindex = (int)if_nametoindex(device),
    };
    if (fd != -1 &&
        bind(fd, (struct sockaddr *)&address, sizeof address) == -1) {
        close(fd);
        return -1;
    }
    return fd;
}

int let_segments_be_seen(const char *device)
{
    static const uint32_t offloads[] = {ETHTOOL_STSO, ETHTOOL_SGSO,
                                        ETHTOOL_STXCSUM, ETHTOOL_SGRO};
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd == -1)
        return -1;
    for (size_t i = 0; i < sizeof offloads / sizeof *offloads; i++) {
        struct ethtool_value off = {.cmd = offloads[i]};
        struct ifreq request = {.ifr_data = (char *)&off};
        snprintf(request.ifr_name, sizeof request.ifr_name, "%s", device);
        /* a device that lacks one has nothing to switch off */
        if (ioctl(fd, SIOCETHTOOL, &request) == -1 && errno != EOPNOTSUPP) {
            close(fd);
            return -1;
        }
    }
    close(fd);
    return 0;
}

/* In the host's namespace: its end of the cable, and lo. */
static int furnish_host(struct cable *cable, const char *address)
{
    struct ifreq request = {.ifr_name = "eth0"};
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    int result = -1;
    /* IPv6 would announce itself on the cable at times of its own */
    write_setting("/proc/sys/net/ipv6/conf/all/disable_ipv6", "1");
    if (fd != -1 &&
        run_command("ip link set lo up && "
                    "ip link set eth0 arp off up && "
                    "ip addr add %s/24 dev eth0",
                    address) == 0 &&
        let_segments_be_seen("eth0") == 0 &&
        ioctl(fd, SIOCGIFHWADDR, &request) == 0) {
        cable->at = (unsigned char *)copy_bytes(request.ifr_hwaddr.sa_data, 6);
        result = 0;
    }
    if (fd != -1)
        close(fd);
    return result;
}

static int lay_cable(struct wire *wire, size_t host)
{
    struct cable *cable = &wire->cables[host];
    if (unshare(CLONE_NEWNET) == -1 || (cable->ns = own_namespace()) == -1 ||
        wire_leave(wire) == -1)
        return -1;
    char *ours = format("cable%zu", host);
    int result = -1;
    if (run_command("ip link add %s up arp off type veth "
                    "peer name eth0 netns /proc/%d/fd/%d",
                    ours, (int)getpid(), cable->ns) == 0 &&
        (cable->end = packet_socket(ours, ETH_P_IP)) != -1 &&
        wire_visit(wire, host) == 0) {
        result = furnish_host(cable, wire->hosts[host].address);
        if (wire_leave(wire) == -1)
            result = -1;
        cable->index = (int)if_nametoindex(ours);
    }
    free(ours);
    return result;
}

int wire_open(struct wire *wire, const struct host *hosts, size_t nhosts)
{
    *wire = (struct wire){
        .hosts = hosts, .nhosts = nhosts, .home = own_namespace()};
    for (size_t i = 0; i < nhosts; i++) {
        wire->cables = grow(wire->cables, i, sizeof *wire->cables);
        wire->cables[i] = (struct cable){.ns = -1, .end = -1};
    }
    for (size_t i = 0; i < nhosts; i++)
        if (wire->home == -1 || lay_cable(wire, i) == -1) {
            fprintf(stderr, "cannot make the host %s: %s\n", hosts[i].name,
                    strerror(errno));
            return -1;
        }
    return 0;
}

void wire_close(struct wire *wire)
{
    for (size_t i = 0; wire->cables && i < wire->nhosts; i++) {
        struct cable *cable = &wire->cables[i];
        if (cable->ns != -1)
            close(cable->ns);
        if (cable->end != -1)
            close(cable->end);
        free(cable->drop);
        free(cable->at);
    }
    free(wire->cables);
    if (wire->home != -1)
        close(wire->home);
    *wire = (struct wire){.home = -1};
}

static size_t host_at(const struct wire *wire, in_addr_t address)
{
    for (size_t i = 0; i < wire->nhosts; i++)
        if (inet_addr(wire->hosts[i].address) == address)
            return i;
    return WIRE_NOWHERE;
}

static enum fate fate_of(struct wire *wire, const struct packet *packet)
{
    struct cable *cable = &wire->cables[packet->from];
    if (cable->cut ||
        (packet->to != WIRE_NOWHERE && wire->cables[packet->to].cut))
        return CUT;
    if (cable->drop &&
        strcmp(cable->drop, segment_kind(packet->bytes, packet->len)) == 0) {
        free(cable->drop);
        cable->drop = NULL;
        return DROPPED;
    }
    return DELIVERED;
}

bool wire_next(struct wire *wire, struct packet *packet)
{
    static unsigned char bytes[LONGEST_PACKET];
    for (size_t i = 0; i < wire->nhosts; i++) {
        struct sockaddr_ll from;
        socklen_t from_len = sizeof from;
        ssize_t len = recvfrom(wire->cables[i].end, bytes, sizeof bytes, 0,
                               (struct sockaddr *)&from, &from_len);
        struct iphdr ip;
        if (len < (ssize_t)sizeof ip)
            continue;
        memcpy(&ip, bytes, sizeof ip);
        size_t whole = ntohs(ip.tot_len); /* Ethernet may have padded it */
        *packet = (struct packet){
            .from = i,
            .to = host_at(wire, ip.daddr),
            .len = whole < (size_t)len ? whole : (size_t)len,
        };
        packet->bytes =
            (unsigned char *)copy_bytes((const char *)bytes, packet->len);
        packet->fate = fate_of(wire, packet);
        return true;
    }
    return false;
}

void wire_carry(struct wire *wire, struct packet *packet)
{
    if (packet->fate == DELIVERED && packet->to != WIRE_NOWHERE) {
        const struct cable *cable = &wire->cables[packet->to];
        struct sockaddr_ll to = {
            .sll_family = AF_PACKET,
            .sll_protocol = htons(ETH_P_IP),
            .sll_ifindex = cable->index,
            .sll_halen = 6,
        };
        memcpy(to.sll_addr, cable->at, 6);
        if (sendto(cable->end, packet->bytes, packet->len, 0,
                   (struct sockaddr *)&to, sizeof to) == -1)
            perror("cannot carry a packet");
    }
    free(packet->bytes);
    packet->bytes = NULL;
}

void wire_cut(struct wire *wire, size_t host, bool cut)
{
    wire->cables[host].cut = cut;
}

void wire_drop_next(struct wire *wire, size_t host, const char *kind)
{
    free(wire->cables[host].drop);
    wire->cables[host].drop = copy_string(kind);
}
