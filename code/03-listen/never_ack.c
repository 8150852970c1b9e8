/* Begin handshakes that nobody finishes: one SYN to port 3001 from each of
 * some clients that do not exist. Raw sockets are chapter 10's; they need
 * root, here the root of a private network.
 *
 *   cc never_ack.c -o never_ack
 *   ip route add 192.0.2.0/24 dev lo       the answers get lost there
 *   ./never_ack 7
 */
#define _DEFAULT_SOURCE /* for struct iphdr, and the names of struct tcphdr */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/ip.h>
#include <netinet/tcp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    PORT = 3001,
    FROM_PORT = 40000, /* any will do: each client has its own address */
    MOST = 254         /* addresses: 192.0.2.1 to 192.0.2.254 */
};

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

/* TCP's checksum (RFC 9293, section 3.1): of the segment, and before it of a
 * header that only the checksum knows. All fields in network byte order. */
static uint16_t checksum(uint32_t from, uint32_t to, struct tcphdr tcp)
{
    struct {
        uint32_t from, to;
        uint8_t zero, protocol;
        uint16_t length;
        struct tcphdr tcp;
    } sum_of = {from, to, 0, IPPROTO_TCP, htons(sizeof tcp), tcp};

    uint16_t words[sizeof sum_of / sizeof(uint16_t)];
    memcpy(words, &sum_of, sizeof sum_of);
    uint32_t sum = 0;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        sum += words[i];
    while (sum > UINT16_MAX)
        sum = (sum & UINT16_MAX) + (sum >> 16);
    return (uint16_t)~sum;
}

/* The kernel fills in the length and the checksum of the IP header. */
static void send_syn(int raw, uint32_t from, const struct sockaddr_in *server)
{
    /* Headers of 20 bytes are 5 words of 4 (ihl, th_off). */
    struct {
        struct iphdr ip;
        struct tcphdr tcp;
    } packet = {
        .ip = {.version = 4, .ihl = 5, .ttl = 64, .protocol = IPPROTO_TCP},
        .tcp = {.th_off = 5, .th_flags = TH_SYN},
    };
    packet.ip.saddr = from;
    packet.ip.daddr = server->sin_addr.s_addr;
    packet.tcp.th_sport = htons(FROM_PORT);
    packet.tcp.th_dport = server->sin_port;
    packet.tcp.th_sum = checksum(from, packet.ip.daddr, packet.tcp);

    if (sendto(raw, &packet, sizeof packet, 0, (const struct sockaddr *)server,
               sizeof *server) == -1)
        die("sendto");
}

int main(int argc, char **argv)
{
    int count = argc == 2 ? atoi(argv[1]) : 0;
    if (count < 1 || count > MOST) {
        fprintf(stderr, "usage: %s clients (1 to %d)\n", argv[0], MOST);
        return EXIT_FAILURE;
    }
    struct sockaddr_in server = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    int raw = socket(AF_INET, SOCK_RAW, IPPROTO_RAW);
    if (raw == -1)
        die("socket");

    uint32_t first = 0xc0000201; /* 192.0.2.1: RFC 5737, nobody's addresses */
    for (int i = 0; i < count; i++)
        send_syn(raw, htonl(first + (uint32_t)i), &server);
    printf("handshakes begun: %d\n", count);
    close(raw);
    return EXIT_SUCCESS;
}
