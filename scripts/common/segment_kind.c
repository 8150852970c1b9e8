/* See segment_kind.h. */
#define _DEFAULT_SOURCE
#include "segment_kind.h"

#include <netinet/in.h>
#include <netinet/ip.h>
#include <netinet/tcp.h>
#include <string.h>

const char *segment_kind(const unsigned char *bytes, size_t len)
{
    struct iphdr ip;
    struct tcphdr tcp;
    if (len < sizeof ip)
        return "other";
    memcpy(&ip, bytes, sizeof ip);
    size_t header = (size_t)ip.ihl * 4;
    if (ip.protocol != IPPROTO_TCP || len < header + sizeof tcp)
        return "other";
    memcpy(&tcp, bytes + header, sizeof tcp);
    if (tcp.rst)
        return "RST";
    if (tcp.syn)
        return tcp.ack ? "SYN,ACK" : "SYN";
    if (tcp.fin)
        return "FIN";
    return len > header + (size_t)tcp.doff * 4 ? "data" : "ACK";
}

bool is_segment_kind(const char *kind)
{
    static const char *const kinds[] = {"SYN",  "SYN,ACK", "ACK",
                                        "data", "FIN",     "RST"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kind, kinds[i]) == 0)
            return true;
    return false;
}
