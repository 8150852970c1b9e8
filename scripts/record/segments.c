/* See segments.h. */
#define _GNU_SOURCE
#include "segments.h"

#include "common/memory.h"

#include <arpa/inet.h>
#include <netinet/ip.h>
#include <netinet/ip6.h>
#include <netinet/tcp.h>
#include <netinet/udp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One direction of a connection. */
struct flow {
    char *from, *to;
    bool begun;
    uint32_t first; /* sequence number of the SYN */
    uint32_t next;  /* behind the last byte that was sent */
    struct flow *next_flow;
};
static struct flow *flows;

static struct flow *flow_of(const char *from, const char *to)
{
    for (struct flow *flow = flows; flow; flow = flow->next_flow)
        if (strcmp(flow->from, from) == 0 && strcmp(flow->to, to) == 0)
            return flow;
    struct flow *flow = grow(NULL, 0, sizeof *flow);
    *flow = (struct flow){
        .from = copy_string(from), .to = copy_string(to), .next_flow = flows};
    return flows = flow;
}

void segments_forget(void)
{
    while (flows) {
        struct flow *flow = flows;
        flows = flow->next_flow;
        free(flow->from);
        free(flow->to);
        free(flow);
    }
}

/* The parts of a packet. */
struct parts {
    int family;
    const unsigned char *source, *target; /* addresses */
    int protocol;
    const unsigned char *inner; /* behind the IP header */
    size_t inner_len;
};

static bool take_apart(const unsigned char *packet, size_t len,
                       struct parts *parts)
{
    size_t header, whole;
    if (len < 1)
        return false;
    if (packet[0] >> 4 == 4) {
        struct iphdr ip;
        if (len < sizeof ip)
            return false;
        memcpy(&ip, packet, sizeof ip);
        header = (size_t)ip.ihl * 4;
        whole = ntohs(ip.tot_len);
        *parts = (struct parts){
            .family = AF_INET,
            .source = packet + offsetof(struct iphdr, saddr),
            .target = packet + offsetof(struct iphdr, daddr),
            .protocol = ip.protocol,
        };
    } else {
        struct ip6_hdr ip;
        if (len < sizeof ip)
            return false;
        memcpy(&ip, packet, sizeof ip);
        header = sizeof ip;
        whole = header + ntohs(ip.ip6_plen);
        *parts = (struct parts){
            .family = AF_INET6,
            .source = packet + offsetof(struct ip6_hdr, ip6_src),
            .target = packet + offsetof(struct ip6_hdr, ip6_dst),
            .protocol = ip.ip6_nxt,
        };
    }
    if (whole < header || whole > len)
        return false;
    parts->inner = packet + header;
    parts->inner_len = whole - header;
    return true;
}

static char *address_text(int family, const void *address, uint16_t port)
{
    char text[INET6_ADDRSTRLEN];
    inet_ntop(family, address, text, sizeof text);
    return format(family == AF_INET6 ? "[%s]:%u" : "%s:%u", text,
                  (unsigned)port);
}

static void add_data(struct json *json, const unsigned char *data, size_t len)
{
    json_number(json, "length", (long long)len);
    if (len == 0)
        return;
    char *text = c_literal(data, len < MOST_DATA ? len : MOST_DATA);
    json_field(json, "data", text);
    free(text);
}

static void add_flags(struct json *json, const struct tcphdr *tcp)
{
    const struct {
        bool set;
        const char *name;
    } flags[] = {{tcp->syn, "SYN"}, {tcp->fin, "FIN"}, {tcp->rst, "RST"},
                 {tcp->psh, "PSH"}, {tcp->urg, "URG"}, {tcp->ack, "ACK"}};
    const char *between = ",\"flags\":\"";
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        if (!flags[i].set)
            continue;
        json_add(json, "%s%s", between, flags[i].name);
        between = ",";
    }
    if (*between == ',' && between[1] == '\0')
        json_add(json, "\"");
}

/* Has this side sent all of it before? Remembers what it has sent. */
static bool is_again(struct flow *flow, uint32_t seq, uint32_t len, bool syn)
{
    bool again = false;
    if (syn && !(flow->begun && flow->first == seq)) {
        flow->begun = true;
        flow->first = flow->next = seq;
    } else if (!flow->begun) { /* its SYN was not seen */
        flow->begun = true;
        flow->first = seq - 1;
        flow->next = seq;
    }
    if (len == 0)
        return false;
    again = (int32_t)(seq + len - flow->next) <= 0;
    if (!again)
        flow->next = seq + len;
    return again;
}

static bool add_tcp(struct json *json, const struct parts *parts)
{
    struct tcphdr tcp;
    if (parts->inner_len < sizeof tcp)
        return false;
    memcpy(&tcp, parts->inner, sizeof tcp);
    size_t header = (size_t)tcp.doff * 4;
    if (header < sizeof tcp || header > parts->inner_len)
        return false;
    size_t len = parts->inner_len - header;
    char *from = address_text(parts->family, parts->source, ntohs(tcp.source));
    char *to = address_text(parts->family, parts->target, ntohs(tcp.dest));
    struct flow *there = flow_of(from, to), *back = flow_of(to, from);
    uint32_t seq = ntohl(tcp.seq), ack = ntohl(tcp.ack_seq);
    uint32_t takes = (uint32_t)len + tcp.syn + tcp.fin;
    /* a RST of somebody who is no part of a connection begins nothing */
    bool again = !tcp.rst && is_again(there, seq, takes, tcp.syn);

    json_add(json, "{\"protocol\":\"tcp\"");
    json_field(json, "from", from);
    json_field(json, "to", to);
    add_flags(json, &tcp);
    json_number(json, "seq", there->begun ? (int32_t)(seq - there->first) : 0);
    if (tcp.ack)
        json_number(json, "ack",
                    back->begun ? (int32_t)(ack - back->first) : 0);
    add_data(json, parts->inner + header, len);
    json_number(json, "window", ntohs(tcp.window));
    json_add(json, "%s}", again ? ",\"again\":true" : "");
    free(from);
    free(to);
    return true;
}

static bool add_udp(struct json *json, const struct parts *parts)
{
    struct udphdr udp;
    if (parts->inner_len < sizeof udp)
        return false;
    memcpy(&udp, parts->inner, sizeof udp);
    char *from = address_text(parts->family, parts->source, ntohs(udp.source));
    char *to = address_text(parts->family, parts->target, ntohs(udp.dest));
    json_add(json, "{\"protocol\":\"udp\"");
    json_field(json, "from", from);
    json_field(json, "to", to);
    add_data(json, parts->inner + sizeof udp, parts->inner_len - sizeof udp);
    json_add(json, "}");
    free(from);
    free(to);
    return true;
}

bool segment_json(struct json *json, const unsigned char *packet, size_t len)
{
    struct parts parts;
    if (!take_apart(packet, len, &parts))
        return false;
    if (parts.protocol == IPPROTO_TCP)
        return add_tcp(json, &parts);
    if (parts.protocol == IPPROTO_UDP)
        return add_udp(json, &parts);
    return false;
}
