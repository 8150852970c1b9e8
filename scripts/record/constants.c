/* See constants.h. */
#define _GNU_SOURCE
#include "constants.h"

#include "common/memory.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>

struct constant {
    long long value;
    const char *name;
};
#define NAMED(constant) .value = constant, .name = #constant

/* The name of one value. The table ends with a name that is NULL. */
static char *name_of(const struct constant *table, long long value)
{
    for (; table->name; table++)
        if (table->value == value)
            return copy_string(table->name);
    return format("%lld", value);
}

/* Names joined by |, behind `text` (taken over), for the bits of a value. */
static char *add_bits(char *text, const struct constant *table,
                      unsigned long long value)
{
    for (; table->name; table++) {
        unsigned long long bits = (unsigned long long)table->value;
        if ((value & bits) != bits)
            continue;
        char *longer = format("%s%s%s", text, *text ? "|" : "", table->name);
        free(text);
        text = longer;
        value &= ~bits;
    }
    if (value || !*text) {
        char *longer = format(value ? "%s%s0x%llx" : "%s%s%llu", text,
                              *text ? "|" : "", value);
        free(text);
        text = longer;
    }
    return text;
}

char *name_of_family(int family)
{
    static const struct constant families[] = {
        {NAMED(AF_INET)},   {NAMED(AF_INET6)},  {NAMED(AF_UNIX)},
        {NAMED(AF_UNSPEC)}, {NAMED(AF_PACKET)}, {NAMED(AF_NETLINK)},
        {0, NULL},
    };
    return name_of(families, family);
}

char *name_of_socket_type(int type)
{
    static const struct constant types[] = {
        {NAMED(SOCK_STREAM)},    {NAMED(SOCK_DGRAM)}, {NAMED(SOCK_RAW)},
        {NAMED(SOCK_SEQPACKET)}, {0, NULL},
    };
    static const struct constant flags[] = {
        {NAMED(SOCK_NONBLOCK)},
        {NAMED(SOCK_CLOEXEC)},
        {0, NULL},
    };
    int both = SOCK_NONBLOCK | SOCK_CLOEXEC;
    char *name = name_of(types, type & ~both);
    return type & both ? add_bits(name, flags, (unsigned)(type & both)) : name;
}

char *name_of_protocol(int protocol)
{
    static const struct constant protocols[] = {
        {NAMED(IPPROTO_TCP)},
        {NAMED(IPPROTO_UDP)},
        {NAMED(IPPROTO_ICMP)},
        {0, NULL},
    };
    return name_of(protocols, protocol);
}

char *name_of_message_flags(int flags)
{
    static const struct constant table[] = {
        {NAMED(MSG_OOB)},      {NAMED(MSG_PEEK)}, {NAMED(MSG_DONTWAIT)},
        {NAMED(MSG_NOSIGNAL)}, {NAMED(MSG_MORE)}, {NAMED(MSG_WAITALL)},
        {NAMED(MSG_TRUNC)},    {0, NULL},
    };
    return add_bits(copy_string(""), table, (unsigned)flags);
}

char *name_of_shutdown(int how)
{
    static const struct constant table[] = {
        {NAMED(SHUT_RD)},
        {NAMED(SHUT_WR)},
        {NAMED(SHUT_RDWR)},
        {0, NULL},
    };
    return name_of(table, how);
}

char *name_of_option(int level, int option)
{
    static const struct constant of_socket[] = {
        {NAMED(SO_REUSEADDR)},  {NAMED(SO_REUSEPORT)},
        {NAMED(SO_KEEPALIVE)},  {NAMED(SO_LINGER)},
        {NAMED(SO_RCVBUF)},     {NAMED(SO_SNDBUF)},
        {NAMED(SO_RCVTIMEO)},   {NAMED(SO_SNDTIMEO)},
        {NAMED(SO_ERROR)},      {NAMED(SO_TYPE)},
        {NAMED(SO_DOMAIN)},     {NAMED(SO_PROTOCOL)},
        {NAMED(SO_ACCEPTCONN)}, {NAMED(SO_BROADCAST)},
        {NAMED(SO_RCVLOWAT)},   {0, NULL},
    };
    static const struct constant of_tcp[] = {
        {NAMED(TCP_NODELAY)},      {NAMED(TCP_CORK)},
        {NAMED(TCP_INFO)},         {NAMED(TCP_USER_TIMEOUT)},
        {NAMED(TCP_KEEPIDLE)},     {NAMED(TCP_KEEPINTVL)},
        {NAMED(TCP_KEEPCNT)},      {NAMED(TCP_SYNCNT)},
        {NAMED(TCP_QUICKACK)},     {NAMED(TCP_MAXSEG)},
        {NAMED(TCP_DEFER_ACCEPT)}, {0, NULL},
    };
    static const struct constant of_ipv6[] = {
        {NAMED(IPV6_V6ONLY)},
        {0, NULL},
    };
    static const struct constant none[] = {{0, NULL}};
    return name_of(level == SOL_SOCKET     ? of_socket
                   : level == IPPROTO_TCP  ? of_tcp
                   : level == IPPROTO_IPV6 ? of_ipv6
                                           : none,
                   option);
}

char *name_of_poll_events(int events)
{
    static const struct constant table[] = {
        {NAMED(POLLIN)},    {NAMED(POLLOUT)}, {NAMED(POLLPRI)},
        {NAMED(POLLERR)},   {NAMED(POLLHUP)}, {NAMED(POLLNVAL)},
        {NAMED(POLLRDHUP)}, {0, NULL},
    };
    return add_bits(copy_string(""), table, (unsigned)events);
}

char *name_of_epoll_events(uint32_t events)
{
    static const struct constant table[] = {
        {NAMED(EPOLLIN)},  {NAMED(EPOLLOUT)},     {NAMED(EPOLLPRI)},
        {NAMED(EPOLLERR)}, {NAMED(EPOLLHUP)},     {NAMED(EPOLLRDHUP)},
        {NAMED(EPOLLET)},  {NAMED(EPOLLONESHOT)}, {0, NULL},
    };
    return add_bits(copy_string(""), table, events);
}

char *name_of_epoll_operation(int operation)
{
    static const struct constant table[] = {
        {NAMED(EPOLL_CTL_ADD)},
        {NAMED(EPOLL_CTL_MOD)},
        {NAMED(EPOLL_CTL_DEL)},
        {0, NULL},
    };
    return name_of(table, operation);
}

char *name_of_fcntl(int command)
{
    static const struct constant table[] = {
        {NAMED(F_DUPFD)}, {NAMED(F_GETFD)}, {NAMED(F_SETFD)},
        {NAMED(F_GETFL)}, {NAMED(F_SETFL)}, {0, NULL},
    };
    return name_of(table, command);
}

char *name_of_status_flags(int flags)
{
    static const struct constant table[] = {
        {NAMED(O_RDWR)},   {NAMED(O_WRONLY)}, {NAMED(O_NONBLOCK)},
        {NAMED(O_APPEND)}, {0, NULL},
    };
    return add_bits(copy_string(""), table, (unsigned)flags);
}

char *name_of_signal(int number)
{
    const char *name = sigabbrev_np(number);
    return name ? format("SIG%s", name) : format("%d", number);
}

const char *name_of_error(int error)
{
    return strerrorname_np(error);
}
