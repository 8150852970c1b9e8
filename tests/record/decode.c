/* Feeds the recorder's decoders with packets, bytes and calls made by hand, and
 * compares what they say. Prints each difference; ends with a count. */
#define _GNU_SOURCE
#include "../../scripts/common/json.h"
#include "../../scripts/record/calls.h"
#include "../../scripts/record/constants.h"
#include "../../scripts/record/recorded.h"
#include "../../scripts/record/segments.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

static int passed, failed;

/* Takes `got` over. */
static void same(const char *what, char *got, const char *wanted)
{
    if (strcmp(got ? got : "", wanted) == 0) {
        passed++;
    } else {
        failed++;
        printf("FAILED %s\n    got:    %s\n    wanted: %s\n", what,
               got ? got : "", wanted);
    }
    free(got);
}

/* ------------------------------------------------------------------ bytes */

static void test_literals(void)
{
    same("plain", c_literal("hello", 5), "hello");
    same("what C escapes", c_literal("a\n\t\\\"\r", 6), "a\\n\\t\\\\\\\"\\r");
    same("no text", c_literal("\0\x07\x1b\x7f", 4), "\\x00\\a\\x1b\\x7f");
    same("UTF-8", c_literal("\xc3\xa9\xe2\x82\xac", 5), "\xc3\xa9\xe2\x82\xac");
    same("UTF-8, cut in two", c_literal("\xc3", 1), "\\xc3");
    same("UTF-8, too long a form", c_literal("\xc0\xaf", 2), "\\xc0\\xaf");
    same("UTF-8, half a surrogate", c_literal("\xed\xa0\x80", 3),
         "\\xed\\xa0\\x80");
    struct json json = {0};
    json_string(&json, "a\"b\\c\nd");
    same("a JSON string", json.text, "\"a\\\"b\\\\c\\u000ad\"");
}

/* --------------------------------------------------------------- segments */

enum { SYN = 2, RST = 4, PSH = 8, ACK = 16, FIN = 1 };

struct made {
    unsigned char bytes[256];
    size_t len;
};

static void put16(unsigned char *at, unsigned value)
{
    at[0] = (unsigned char)(value >> 8);
    at[1] = (unsigned char)value;
}

static void put32(unsigned char *at, uint32_t value)
{
    put16(at, value >> 16);
    put16(at + 2, value & 0xffff);
}

/* A TCP segment between 10.0.0.2 port 50001 and 10.0.0.1 port 3001, with four
 * bytes of options. */
static struct made segment(int back, unsigned flags, uint32_t seq, uint32_t ack,
                           const char *data)
{
    struct made made = {.len = 20 + 24 + strlen(data)};
    unsigned char *tcp = made.bytes + 20;
    made.bytes[0] = 0x45;
    put16(made.bytes + 2, (unsigned)made.len);
    made.bytes[9] = IPPROTO_TCP;
    put32(made.bytes + 12, back ? 0x0a000001 : 0x0a000002);
    put32(made.bytes + 16, back ? 0x0a000002 : 0x0a000001);
    put16(tcp, back ? 3001 : 50001);
    put16(tcp + 2, back ? 50001 : 3001);
    put32(tcp + 4, seq);
    put32(tcp + 8, ack);
    tcp[12] = 6 << 4;
    tcp[13] = (unsigned char)flags;
    put16(tcp + 14, 500);
    memcpy(tcp + 24, data, strlen(data));
    return made;
}

static char *decoded(const struct made *made)
{
    struct json json = {0};
    if (!segment_json(&json, made->bytes, made->len)) {
        free(json.text);
        return strdup("no");
    }
    return json.text;
}

static char *decoded_segment(int back, unsigned flags, uint32_t seq,
                             uint32_t ack, const char *data)
{
    struct made made = segment(back, flags, seq, ack, data);
    return decoded(&made);
}

#define THERE                                                                  \
    "{\"protocol\":\"tcp\",\"from\":\"10.0.0.2:50001\","                       \
    "\"to\":\"10.0.0.1:3001\","
#define BACK                                                                   \
    "{\"protocol\":\"tcp\",\"from\":\"10.0.0.1:3001\","                        \
    "\"to\":\"10.0.0.2:50001\","

static void test_connection(void)
{
    const uint32_t a = 0xfffffffe, b = 7000; /* the numbers wrap around */
    segments_forget();
    same("SYN", decoded_segment(0, SYN, a, 0, ""),
         THERE "\"flags\":\"SYN\",\"seq\":0,\"length\":0,\"window\":500}");
    same("SYN again", decoded_segment(0, SYN, a, 0, ""),
         THERE "\"flags\":\"SYN\",\"seq\":0,\"length\":0,\"window\":500,"
               "\"again\":true}");
    same("SYN, ACK", decoded_segment(1, SYN | ACK, b, a + 1, ""),
         BACK "\"flags\":\"SYN,ACK\",\"seq\":0,\"ack\":1,\"length\":0,"
              "\"window\":500}");
    same("ACK", decoded_segment(0, ACK, a + 1, b + 1, ""),
         THERE "\"flags\":\"ACK\",\"seq\":1,\"ack\":1,\"length\":0,"
               "\"window\":500}");
    same("data", decoded_segment(0, PSH | ACK, a + 1, b + 1, "hi\n"),
         THERE "\"flags\":\"PSH,ACK\",\"seq\":1,\"ack\":1,\"length\":3,"
               "\"data\":\"hi\\\\n\",\"window\":500}");
    same("data again", decoded_segment(0, PSH | ACK, a + 1, b + 1, "hi\n"),
         THERE "\"flags\":\"PSH,ACK\",\"seq\":1,\"ack\":1,\"length\":3,"
               "\"data\":\"hi\\\\n\",\"window\":500,\"again\":true}");
    same("more data", decoded_segment(0, ACK, a + 4, b + 1, "x"),
         THERE "\"flags\":\"ACK\",\"seq\":4,\"ack\":1,\"length\":1,"
               "\"data\":\"x\",\"window\":500}");
    same("a probe", decoded_segment(0, ACK, a + 4, b + 1, ""),
         THERE "\"flags\":\"ACK\",\"seq\":4,\"ack\":1,\"length\":0,"
               "\"window\":500}");
    same("FIN", decoded_segment(1, FIN | ACK, b + 1, a + 5, ""),
         BACK "\"flags\":\"FIN,ACK\",\"seq\":1,\"ack\":5,\"length\":0,"
              "\"window\":500}");
    same("FIN again", decoded_segment(1, FIN | ACK, b + 1, a + 5, ""),
         BACK "\"flags\":\"FIN,ACK\",\"seq\":1,\"ack\":5,\"length\":0,"
              "\"window\":500,\"again\":true}");
    same("RST", decoded_segment(0, RST | ACK, a + 5, b + 2, ""),
         THERE "\"flags\":\"RST,ACK\",\"seq\":5,\"ack\":2,\"length\":0,"
               "\"window\":500}");
    same("a new connection of the same ports",
         decoded_segment(0, SYN, a + 1000, 0, ""),
         THERE "\"flags\":\"SYN\",\"seq\":0,\"length\":0,\"window\":500}");
    segments_forget();
    same("RST of nobody's", decoded_segment(1, RST | ACK, 0, 77, ""),
         BACK "\"flags\":\"RST,ACK\",\"seq\":0,\"ack\":0,\"length\":0,"
              "\"window\":500}");
    char many[101];
    memset(many, 'm', 100);
    many[100] = '\0';
    segments_forget();
    same("only the beginning of much data", decoded_segment(0, ACK, 1, 1, many),
         THERE "\"flags\":\"ACK\",\"seq\":1,\"ack\":0,\"length\":100,\"data\":"
               "\"mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm\","
               "\"window\":500}");
}

static void test_other_packets(void)
{
    struct made udp = {.len = 40 + 8 + 2};
    udp.bytes[0] = 0x60; /* IPv6 */
    put16(udp.bytes + 4, 10);
    udp.bytes[6] = IPPROTO_UDP;
    udp.bytes[23] = udp.bytes[39] = 1; /* ::1 both */
    put16(udp.bytes + 40, 50001);
    put16(udp.bytes + 42, 3001);
    put16(udp.bytes + 44, 10);
    memcpy(udp.bytes + 48, "ok", 2);
    same("a datagram over IPv6", decoded(&udp),
         "{\"protocol\":\"udp\",\"from\":\"[::1]:50001\",\"to\":\"[::1]:3001\","
         "\"length\":2,\"data\":\"ok\"}");
    udp.bytes[6] = IPPROTO_ICMPV6;
    same("neither TCP nor UDP", decoded(&udp), "no");

    struct made cut = segment(0, SYN, 1, 0, "");
    for (size_t len = 0; len < cut.len; len++) {
        struct made shorter = cut;
        shorter.len = len;
        same("cut short", decoded(&shorter), "no");
    }
    cut.bytes[20 + 12] = 4 << 4; /* a TCP header of 16 bytes */
    same("an impossible header", decoded(&cut), "no");
    cut.bytes[20 + 12] = 15 << 4; /* one that is longer than the packet */
    same("a header beyond the end", decoded(&cut), "no");
}

/* ------------------------------------------------------------------- calls */

/* The arguments of a call as they would be written; -1 as result: not done. */
static char *arguments(long number, const uint64_t *words, size_t count,
                       int64_t result)
{
    struct call call = {
        .kind = call_kind(number),
        .number = number,
        .done = result != INT64_MIN,
        .result = result,
    };
    for (size_t i = 0; i < count; i++)
        call.words[i] = words[i];
    struct json json = {0};
    call_arguments(&json, getpid(), &call);
    return json.text;
}
#define ARGUMENTS(number, result, ...)                                         \
    arguments(number, (uint64_t[]){__VA_ARGS__},                               \
              sizeof(uint64_t[]){__VA_ARGS__} / sizeof(uint64_t), result)
#define AT(object) (uint64_t)(uintptr_t)(object)
#define NOT_YET INT64_MIN

static void test_calls(void)
{
    struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_port = htons(3001)};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6,
                              .sin6_port = htons(80),
                              .sin6_addr = IN6ADDR_LOOPBACK_INIT};
    struct sockaddr_un un = {.sun_family = AF_UNIX, .sun_path = "/tmp/s"};
    socklen_t len = sizeof v4;
    same("socket",
         ARGUMENTS(SYS_socket, 3, AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0),
         ",\"args\":[\"AF_INET\",\"SOCK_STREAM|SOCK_NONBLOCK\",\"0\"]");
    same("bind", ARGUMENTS(SYS_bind, 0, 3, AT(&v4), sizeof v4),
         ",\"args\":[\"3\",\"0.0.0.0:3001\"]");
    same("connect, IPv6", ARGUMENTS(SYS_connect, 0, 3, AT(&v6), sizeof v6),
         ",\"args\":[\"3\",\"[::1]:80\"]");
    same("connect, Unix", ARGUMENTS(SYS_connect, 0, 3, AT(&un), sizeof un),
         ",\"args\":[\"3\",\"/tmp/s\"]");
    same("an address that is nowhere",
         ARGUMENTS(SYS_connect, -EFAULT, 3, 8, 16), ",\"args\":[\"3\",\"?\"]");
    same("accept waits", ARGUMENTS(SYS_accept, NOT_YET, 3, AT(&v4), AT(&len)),
         ",\"args\":[\"3\",\"…\"]");
    same("accept is back", ARGUMENTS(SYS_accept, 4, 3, AT(&v4), AT(&len)),
         ",\"args\":[\"3\",\"0.0.0.0:3001\"]");
    same("accept without address", ARGUMENTS(SYS_accept, 4, 3, 0, 0),
         ",\"args\":[\"3\",\"NULL\"]");
    same("send", ARGUMENTS(SYS_sendto, 3, 3, AT("a\"b"), 3, MSG_NOSIGNAL, 0, 0),
         ",\"args\":[\"3\",\"\\\"a\\\\\\\"b\\\"\",\"3\",\"MSG_NOSIGNAL\"]");
    same("sendto", ARGUMENTS(SYS_sendto, 1, 3, AT("x"), 1, 0, AT(&v4), 16),
         ",\"args\":[\"3\",\"\\\"x\\\"\",\"1\",\"0\",\"0.0.0.0:3001\"]");
    same("recv waits", ARGUMENTS(SYS_recvfrom, NOT_YET, 3, AT("abc"), 8, 0),
         ",\"args\":[\"3\",\"…\",\"8\",\"0\"]");
    same("recv is back", ARGUMENTS(SYS_recvfrom, 2, 3, AT("abc"), 8, MSG_PEEK),
         ",\"args\":[\"3\",\"\\\"ab\\\"\",\"8\",\"MSG_PEEK\"]");
    same("recv fails", ARGUMENTS(SYS_recvfrom, -ECONNRESET, 3, AT("abc"), 8, 0),
         ",\"args\":[\"3\",\"…\",\"8\",\"0\"]");

    int one = 1, refused = ECONNREFUSED;
    socklen_t int_len = sizeof refused;
    struct linger linger = {.l_onoff = 1};
    same("setsockopt",
         ARGUMENTS(SYS_setsockopt, 0, 3, SOL_SOCKET, SO_REUSEADDR, AT(&one), 4),
         ",\"args\":[\"3\",\"SOL_SOCKET\",\"SO_REUSEADDR\",\"1\"]");
    same("SO_LINGER",
         ARGUMENTS(SYS_setsockopt, 0, 3, SOL_SOCKET, SO_LINGER, AT(&linger), 8),
         ",\"args\":[\"3\",\"SOL_SOCKET\",\"SO_LINGER\",\"{1, 0}\"]");
    same("SO_ERROR",
         ARGUMENTS(SYS_getsockopt, 0, 3, SOL_SOCKET, SO_ERROR, AT(&refused),
                   AT(&int_len)),
         ",\"args\":[\"3\",\"SOL_SOCKET\",\"SO_ERROR\",\"ECONNREFUSED\"]");
    same("an unknown option",
         ARGUMENTS(SYS_setsockopt, 0, 3, 99, 98, AT(&one), 4),
         ",\"args\":[\"3\",\"99\",\"98\",\"1\"]");
    same("shutdown", ARGUMENTS(SYS_shutdown, 0, 3, SHUT_WR),
         ",\"args\":[\"3\",\"SHUT_WR\"]");
    same("fcntl", ARGUMENTS(SYS_fcntl, 0, 3, F_SETFL, O_RDWR | O_NONBLOCK),
         ",\"args\":[\"3\",\"F_SETFL\",\"O_RDWR|O_NONBLOCK\"]");

    struct pollfd polled[] = {
        {.fd = 3, .events = POLLIN, .revents = POLLIN | POLLHUP},
        {.fd = 4, .events = POLLOUT}};
    same("poll", ARGUMENTS(SYS_ppoll, 1, AT(polled), 2, 0),
         ",\"args\":[\"{3: POLLIN -> POLLIN|POLLHUP, 4: POLLOUT}\",\"2\","
         "\"NULL\"]");
    struct epoll_event event = {.events = EPOLLIN | EPOLLET};
    same("epoll_ctl",
         ARGUMENTS(SYS_epoll_ctl, 0, 5, EPOLL_CTL_ADD, 4, AT(&event)),
         ",\"args\":[\"5\",\"EPOLL_CTL_ADD\",\"4\",\"EPOLLIN|EPOLLET\"]");
    same("epoll_wait", ARGUMENTS(SYS_epoll_pwait, 1, 5, AT(&event), 8, 100),
         ",\"args\":[\"5\",\"{EPOLLIN|EPOLLET}\",\"8\",\"100\"]");
    int pair[] = {3, 4};
    same("socketpair",
         ARGUMENTS(SYS_socketpair, 0, AF_UNIX, SOCK_STREAM, 0, AT(pair)),
         ",\"args\":[\"AF_UNIX\",\"SOCK_STREAM\",\"0\",\"{3, 4}\"]");
    uintptr_t ignore = (uintptr_t)SIG_IGN;
    same("sigaction", ARGUMENTS(SYS_rt_sigaction, 0, SIGPIPE, AT(&ignore), 0),
         ",\"args\":[\"SIGPIPE\",\"SIG_IGN\"]");
    same("a call that nobody decodes", ARGUMENTS(SYS_getcpu, 0, 1, 2, 3),
         ",\"args\":null");
}

static void test_names(void)
{
    const struct call_kind *send = call_kind(SYS_sendto);
    same("send is sendto",
         strdup(call_is_function(send, "send") ? "yes" : "no"), "yes");
    same("getaddrinfo is not",
         strdup(call_is_function(send, "getaddrinfo") ? "yes" : "no"), "no");
    same("a part of a name is no name",
         strdup(call_is_function(send, "sen") ? "yes" : "no"), "no");
    same("an error", strdup(name_of_error(EPIPE)), "EPIPE");
    same("flags without a name", name_of_message_flags(MSG_PEEK | 0x800000),
         "MSG_PEEK|0x800000");
}

/* -------------------------------------------------------------- in words */

int main(void)
{
    test_literals();
    test_connection();
    test_other_packets();
    test_calls();
    test_names();
    segments_forget();
    printf("%d passed, %d failed\n", passed, failed);
    return failed ? 1 : 0;
}
