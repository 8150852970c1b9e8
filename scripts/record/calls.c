/* See calls.h. */
#define _GNU_SOURCE
#include "calls.h"

#include "common/memory.h"
#include "constants.h"
#include "segments.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <time.h>

/* What an argument's letter means, and how many words it takes:
 *   f descriptor      i number          z size           p process
 *   D family          T socket's type   P protocol       M flags of send, recv
 *   H shutdown's how  S signal          h signal handler (struct sigaction)
 *   A address, length         a address and length that the kernel fills in
 *   b bytes, length           B bytes that the kernel fills in, length
 *   m message header to send  r message header to receive
 *   O level, option, value, length      o the same, filled in by the kernel
 *   F fcntl's command, its argument     t time (struct timespec)
 *   v poll's array, its length          V epoll's array, its length
 *   E epoll_ctl's operation   e epoll's events   s select's three sets
 *   2 two descriptors that the kernel gives
 *   - not shown */
static const struct call_kind kinds[] = {
    {SYS_socket, "socket", "DTP"},
    {SYS_socketpair, "socketpair", "DTP2"},
    {SYS_bind, "bind", "fA"},
    {SYS_listen, "listen", "fi"},
    {SYS_accept, "accept", "fa"},
    {SYS_accept4, "accept4 accept", "fa"},
    {SYS_connect, "connect", "fA"},
    {SYS_sendto, "send sendto", "fbMA"},
    {SYS_recvfrom, "recv recvfrom", "fBMa"},
    {SYS_sendmsg, "sendmsg", "fmM"},
    {SYS_recvmsg, "recvmsg", "frM"},
    {SYS_read, "read", "fB"},
    {SYS_write, "write", "fb"},
    {SYS_close, "close", "f"},
    {SYS_shutdown, "shutdown", "fH"},
    {SYS_setsockopt, "setsockopt", "fO"},
    {SYS_getsockopt, "getsockopt", "fo"},
    {SYS_getsockname, "getsockname", "fa"},
    {SYS_getpeername, "getpeername", "fa"},
    {SYS_fcntl, "fcntl fcntl64", "fF"},
    {SYS_dup, "dup", "f"},
    {SYS_dup3, "dup3 dup2", "ff"},
    {SYS_pipe2, "pipe2 pipe", "2"},
    {SYS_ppoll, "ppoll poll", "vt"},
    {SYS_pselect6, "pselect select", "is"},
    {SYS_epoll_create1, "epoll_create1", "i"},
    {SYS_epoll_ctl, "epoll_ctl", "fEfe"},
    {SYS_epoll_pwait, "epoll_wait epoll_pwait", "fVi"},
    {SYS_eventfd2, "eventfd", "ii"},
    {SYS_signalfd4, "signalfd", "f"},
    {SYS_rt_sigaction, "sigaction signal bsd_signal", "Sh"},
    {SYS_kill, "kill", "pS"},
    {SYS_wait4, "wait4 waitpid wait", "p"},
    {SYS_nanosleep, "nanosleep sleep usleep", "t"},
    {SYS_clock_nanosleep, "clock_nanosleep nanosleep sleep usleep", "--t"},
    {SYS_futex,
     "pthread_join pthread_clockjoin_ex pthread_mutex_lock pthread_cond_wait "
     "pthread_cond_timedwait sem_wait pthread_rwlock_rdlock "
     "pthread_rwlock_wrlock",
     ""},
/* x86-64 has them; newer processors only have the calls above */
#ifdef SYS_poll
    {SYS_poll, "poll", "vi"},
#endif
#ifdef SYS_select
    {SYS_select, "select", "is"},
#endif
#ifdef SYS_epoll_wait
    {SYS_epoll_wait, "epoll_wait", "fVi"},
#endif
#ifdef SYS_dup2
    {SYS_dup2, "dup2", "ff"},
#endif
#ifdef SYS_pipe
    {SYS_pipe, "pipe", "2"},
#endif
#ifdef SYS_alarm
    {SYS_alarm, "alarm", "i"},
#endif
#ifdef SYS_pause
    {SYS_pause, "pause", ""},
#endif
    {SYS_setitimer, "alarm setitimer", ""},
};

const struct call_kind *call_kind(long number)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].number == number)
            return &kinds[i];
    return NULL;
}

bool call_is_hidden(long number)
{
    static const long hidden[] = {
        SYS_brk,
        SYS_mmap,
        SYS_munmap,
        SYS_mprotect,
        SYS_madvise,
        SYS_getrandom,
        SYS_newfstatat,
        SYS_fstat,
        SYS_prlimit64,
        SYS_set_robust_list,
        SYS_set_tid_address,
        SYS_rseq,
        SYS_rt_sigprocmask,
        SYS_rt_sigreturn,
        SYS_exit,
        SYS_exit_group,
        SYS_sched_yield,
        SYS_gettid,
        SYS_getpid,
        SYS_getppid,
        SYS_openat,
        SYS_lseek,
        SYS_ioctl,
        SYS_clock_gettime,
        SYS_readlinkat,
        SYS_getdents64,
        SYS_sigaltstack,
        SYS_execve,
        SYS_tgkill,
        SYS_restart_syscall,
#ifdef SYS_readlink
        SYS_readlink,
#endif
#ifdef SYS_arch_prctl
        SYS_arch_prctl,
#endif
#ifdef SYS_access
        SYS_access,
#endif
    };
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
        if (hidden[i] == number)
            return true;
    return false;
}

bool call_is_function(const struct call_kind *kind, const char *function)
{
    size_t len = strlen(function);
    for (const char *at = kind->functions; *at;) {
        size_t word = strcspn(at, " ");
        if (word == len && strncmp(at, function, len) == 0)
            return true;
        at += word + strspn(at + word, " ");
    }
    return false;
}

size_t read_memory(pid_t thread, uint64_t at, void *to, size_t len)
{
    struct iovec here = {.iov_base = to, .iov_len = len};
    struct iovec there = {.iov_base = (void *)(uintptr_t)at, .iov_len = len};
    ssize_t count = process_vm_readv(thread, &here, 1, &there, 1, 0);
    return count < 0 ? 0 : (size_t)count;
}

/* The arguments that are being written down. */
struct writing {
    struct json *json;
    pid_t thread;
    const struct call *call;
    const char *between;
};

/* Adds an argument; takes the text over. */
static void add(struct writing *to, char *text)
{
    json_add(to->json, "%s", to->between);
    json_string(to->json, text);
    to->between = ",";
    free(text);
}

static bool succeeded(const struct writing *to)
{
    return to->call->done && to->call->result >= 0;
}

static char *address_at(pid_t thread, uint64_t at, size_t len)
{
    struct sockaddr_storage any;
    char text[INET6_ADDRSTRLEN];
    if (!at)
        return copy_string("NULL");
    memset(&any, 0, sizeof any);
    size_t got =
        read_memory(thread, at, &any, len < sizeof any ? len : sizeof any);
    if (got < sizeof any.ss_family)
        return copy_string("?");
    if (any.ss_family == AF_INET) {
        struct sockaddr_in v4;
        memcpy(&v4, &any, sizeof v4);
        inet_ntop(AF_INET, &v4.sin_addr, text, sizeof text);
        return format("%s:%u", text, (unsigned)ntohs(v4.sin_port));
    }
    if (any.ss_family == AF_INET6) {
        struct sockaddr_in6 v6;
        memcpy(&v6, &any, sizeof v6);
        inet_ntop(AF_INET6, &v6.sin6_addr, text, sizeof text);
        return format("[%s]:%u", text, (unsigned)ntohs(v6.sin6_port));
    }
    if (any.ss_family == AF_UNIX) {
        struct sockaddr_un un;
        memcpy(&un, &any, sizeof un);
        return format("%.*s", (int)sizeof un.sun_path, un.sun_path);
    }
    return name_of_family(any.ss_family);
}

/* An address that the kernel fills in, and its length. */
static char *address_from_kernel(const struct writing *to,
                                 const uint64_t *words)
{
    socklen_t len;
    if (!words[0])
        return copy_string("NULL");
    if (!succeeded(to))
        return copy_string("…");
    if (read_memory(to->thread, words[1], &len, sizeof len) != sizeof len)
        return copy_string("?");
    return len ? address_at(to->thread, words[0], len) : copy_string("none");
}

/* Bytes between quotes: their beginning, if they are many. */
static char *bytes_at(pid_t thread, uint64_t at, uint64_t len)
{
    unsigned char bytes[MOST_DATA];
    size_t got = read_memory(thread, at, bytes,
                             len < sizeof bytes ? (size_t)len : sizeof bytes);
    char *literal = c_literal(bytes, got);
    char *text = format("\"%s\"%s", literal, len > got ? "…" : "");
    free(literal);
    return text;
}

static char *bytes_from_kernel(const struct writing *to, uint64_t at)
{
    if (!succeeded(to))
        return copy_string("…");
    return bytes_at(to->thread, at, (uint64_t)to->call->result);
}

/* The first buffer of a message header; `len` 0 takes its own length. */
static char *message_at(const struct writing *to, uint64_t at, uint64_t len)
{
    struct msghdr header;
    struct iovec first;
    if (read_memory(to->thread, at, &header, sizeof header) != sizeof header ||
        read_memory(to->thread, (uintptr_t)header.msg_iov, &first,
                    sizeof first) != sizeof first)
        return copy_string("?");
    uint64_t most = first.iov_len;
    return bytes_at(to->thread, (uintptr_t)first.iov_base,
                    len && len < most ? len : most);
}

static char *option_value(const struct writing *to, const uint64_t *words,
                          socklen_t len)
{
    int level = (int)words[0], option = (int)words[1];
    if (level == SOL_SOCKET && option == SO_LINGER) {
        struct linger linger;
        if (read_memory(to->thread, words[2], &linger, sizeof linger) ==
            sizeof linger)
            return format("{%d, %d}", linger.l_onoff, linger.l_linger);
        return copy_string("?");
    }
    if (level == SOL_SOCKET &&
        (option == SO_RCVTIMEO || option == SO_SNDTIMEO)) {
        struct timeval time;
        if (read_memory(to->thread, words[2], &time, sizeof time) ==
            sizeof time)
            return format("{%lld, %lld}", (long long)time.tv_sec,
                          (long long)time.tv_usec);
        return copy_string("?");
    }
    if (level == IPPROTO_TCP && option == TCP_INFO)
        return copy_string("…");
    int value;
    if (len < sizeof value ||
        read_memory(to->thread, words[2], &value, sizeof value) != sizeof value)
        return copy_string("?");
    const char *error = level == SOL_SOCKET && option == SO_ERROR && value
                            ? name_of_error(value)
                            : NULL;
    return error ? copy_string(error) : format("%d", value);
}

static void add_option(struct writing *to, const uint64_t *words, bool is_given)
{
    static const char *const levels[] = {"SOL_SOCKET", "IPPROTO_TCP",
                                         "IPPROTO_IPV6"};
    int level = (int)words[0];
    socklen_t len = 0;
    add(to, level == SOL_SOCKET     ? copy_string(levels[0])
            : level == IPPROTO_TCP  ? copy_string(levels[1])
            : level == IPPROTO_IPV6 ? copy_string(levels[2])
                                    : format("%d", level));
    add(to, name_of_option(level, (int)words[1]));
    if (is_given)
        len = (socklen_t)words[3];
    else if (succeeded(to))
        read_memory(to->thread, words[3], &len, sizeof len);
    bool is_known = is_given || succeeded(to);
    add(to, is_known ? option_value(to, words, len) : copy_string("…"));
}

static char *handler_at(pid_t thread, uint64_t at)
{
    uintptr_t handler; /* the kernel's struct sigaction begins with it */
    if (!at)
        return copy_string("NULL");
    if (read_memory(thread, at, &handler, sizeof handler) != sizeof handler)
        return copy_string("?");
    return copy_string(handler == (uintptr_t)SIG_IGN   ? "SIG_IGN"
                       : handler == (uintptr_t)SIG_DFL ? "SIG_DFL"
                                                       : "a handler");
}

static char *time_at(pid_t thread, uint64_t at)
{
    struct timespec time;
    if (!at)
        return copy_string("NULL");
    if (read_memory(thread, at, &time, sizeof time) != sizeof time)
        return copy_string("?");
    return format("%lld.%03ld s", (long long)time.tv_sec,
                  time.tv_nsec / 1000000);
}

/* Appends to a text that is taken over. */
static char *append(char *text, const char *between, char *more)
{
    char *longer = format("%s%s%s", text, between, more);
    free(text);
    free(more);
    return longer;
}

enum { MOST_POLLED = 16 };

/* {3: POLLIN}, and what came back: {3: POLLIN -> POLLHUP} */
static char *polled_at(const struct writing *to, const uint64_t *words)
{
    struct pollfd fds[MOST_POLLED];
    size_t count = words[1] < MOST_POLLED ? (size_t)words[1] : MOST_POLLED;
    if (read_memory(to->thread, words[0], fds, count * sizeof *fds) !=
        count * sizeof *fds)
        return copy_string("?");
    char *text = copy_string("{");
    for (size_t i = 0; i < count; i++) {
        char *events = name_of_poll_events(fds[i].events);
        char *came = name_of_poll_events(fds[i].revents);
        bool shows = succeeded(to) && fds[i].revents;
        text = append(text, i ? ", " : "",
                      format("%d: %s%s%s", fds[i].fd, events,
                             shows ? " -> " : "", shows ? came : ""));
        free(events);
        free(came);
    }
    return append(text, words[1] > count ? ", …" : "", copy_string("}"));
}

static char *epolled_at(const struct writing *to, uint64_t at)
{
    struct epoll_event events[MOST_POLLED];
    if (!succeeded(to))
        return copy_string("…");
    size_t count = (size_t)to->call->result;
    if (count > MOST_POLLED)
        count = MOST_POLLED;
    read_memory(to->thread, at, events, count * sizeof *events);
    char *text = copy_string("{");
    for (size_t i = 0; i < count; i++)
        text =
            append(text, i ? ", " : "", name_of_epoll_events(events[i].events));
    return append(text, "", copy_string("}"));
}

static char *set_at(const struct writing *to, uint64_t at, int count)
{
    fd_set set;
    if (!at)
        return copy_string("NULL");
    FD_ZERO(&set);
    size_t bytes = ((size_t)count + 7) / 8;
    if (count < 0 || bytes > sizeof set ||
        read_memory(to->thread, at, &set, bytes) != bytes)
        return copy_string("?");
    char *text = copy_string("{");
    const char *between = "";
    for (int fd = 0; fd < count; fd++) {
        if (!FD_ISSET(fd, &set))
            continue;
        text = append(text, between, format("%d", fd));
        between = ", ";
    }
    return append(text, "", copy_string("}"));
}

static char *two_descriptors_at(const struct writing *to, uint64_t at)
{
    int fds[2];
    if (!succeeded(to) ||
        read_memory(to->thread, at, fds, sizeof fds) != sizeof fds)
        return copy_string("…");
    return format("{%d, %d}", fds[0], fds[1]);
}

static void add_fcntl(struct writing *to, const uint64_t *words)
{
    int command = (int)words[0];
    add(to, name_of_fcntl(command));
    if (command == F_SETFL)
        add(to, name_of_status_flags((int)words[1]));
    else if (command == F_SETFD || command == F_DUPFD)
        add(to, format("%d", (int)words[1]));
}

/* Adds the argument of this letter; gives how many words it took. */
static size_t add_argument(struct writing *to, char letter,
                           const uint64_t *words)
{
    struct epoll_event event;
    int number = (int)words[0];
    switch (letter) {
    case '-':
        return 1;
    case 'f':
    case 'i':
    case 'p':
        add(to, format("%d", number));
        return 1;
    case 'z':
        add(to, format("%llu", (unsigned long long)words[0]));
        return 1;
    case 'D':
        add(to, name_of_family(number));
        return 1;
    case 'T':
        add(to, name_of_socket_type(number));
        return 1;
    case 'P':
        add(to, number ? name_of_protocol(number) : copy_string("0"));
        return 1;
    case 'M':
        add(to, name_of_message_flags(number));
        return 1;
    case 'H':
        add(to, name_of_shutdown(number));
        return 1;
    case 'S':
        add(to, name_of_signal(number));
        return 1;
    case 'h':
        add(to, handler_at(to->thread, words[0]));
        return 1;
    case 'A':
        if (words[0] || to->call->number != SYS_sendto)
            add(to, address_at(to->thread, words[0], (size_t)words[1]));
        return 2;
    case 'a':
        if (words[0] || to->call->number != SYS_recvfrom)
            add(to, address_from_kernel(to, words));
        return 2;
    case 'b':
        add(to, bytes_at(to->thread, words[0], words[1]));
        add(to, format("%llu", (unsigned long long)words[1]));
        return 2;
    case 'B':
        add(to, bytes_from_kernel(to, words[0]));
        add(to, format("%llu", (unsigned long long)words[1]));
        return 2;
    case 'm':
        add(to, message_at(to, words[0], 0));
        return 1;
    case 'r':
        add(to, succeeded(to) && to->call->result > 0
                    ? message_at(to, words[0], (uint64_t)to->call->result)
                    : copy_string("…"));
        return 1;
    case 'O':
    case 'o':
        add_option(to, words, letter == 'O');
        return 4;
    case 'F':
        add_fcntl(to, words);
        return 2;
    case 't':
        add(to, time_at(to->thread, words[0]));
        return 1;
    case 'v':
        add(to, polled_at(to, words));
        add(to, format("%llu", (unsigned long long)words[1]));
        return 2;
    case 'V':
        add(to, epolled_at(to, words[0]));
        add(to, format("%d", (int)words[1]));
        return 2;
    case 'E':
        add(to, name_of_epoll_operation(number));
        return 1;
    case 'e':
        if (read_memory(to->thread, words[0], &event, sizeof event) ==
            sizeof event)
            add(to, name_of_epoll_events(event.events));
        return 1;
    case 's':
        for (size_t i = 0; i < 3; i++)
            add(to, set_at(to, words[i], (int)to->call->words[0]));
        return 3;
    case '2':
        add(to, two_descriptors_at(to, words[0]));
        return 1;
    default:
        return 1;
    }
}

void call_arguments(struct json *json, pid_t thread, const struct call *call)
{
    if (!call->kind) {
        json_add(json, ",\"args\":null");
        return;
    }
    struct writing to = {
        .json = json, .thread = thread, .call = call, .between = ""};
    json_add(json, ",\"args\":[");
    const uint64_t *words = call->words;
    for (const char *letter = call->kind->arguments; *letter; letter++)
        words += add_argument(&to, *letter, words);
    json_add(json, "]");
}

int call_descriptor(const struct call *call)
{
    if (!call->kind)
        return -1;
    bool gives_one = call->number == SYS_socket || call->number == SYS_accept ||
                     call->number == SYS_accept4 || call->number == SYS_dup;
    if (gives_one && call->done && call->result >= 0)
        return (int)call->result;
    return call->kind->arguments[0] == 'f' ? (int)call->words[0] : -1;
}
