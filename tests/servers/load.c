/* Many clients, good ones and rude ones, for a server on port 3001.
 *
 *   load echo|chat KIND COUNT
 *
 * COUNT clients of this KIND do what they do; then "ready" is printed, and they
 * stay until the end of standard input. Exit status 1: a good client was not
 * served within 15 s (each wait), with a message.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 3001, MOST = 1000, WAIT_MS = 15000 };

static bool chat; /* the server is a chat room: it wants a name first */
static int fds[MOST];
static int count;

static void die(const char *what)
{
    perror(what);
    exit(EXIT_FAILURE);
}

static int connect_to_server(void)
{
    struct sockaddr_in server = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");
    int on = 1; /* what is sent byte by byte also leaves byte by byte */
    if (setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) == -1)
        die("setsockopt");
    if (connect(fd, (const struct sockaddr *)&server, sizeof server) == -1)
        die("connect");
    return fd;
}

static void connect_all(void)
{
    for (int i = 0; i < count; i++)
        fds[i] = connect_to_server();
}

static void send_text(int fd, const char *text, size_t len)
{
    if (send(fd, text, len, MSG_NOSIGNAL) != (ssize_t)len)
        die("send");
}

/* Reads until the server has sent this. */
static void wait_for(int fd, const char *wanted)
{
    static char seen[1 << 16]; /* the end of what has come */
    size_t len = 0, keep = strlen(wanted) - 1;
    while (!memmem(seen, len, wanted, strlen(wanted))) {
        if (len > keep) {
            memmove(seen, seen + len - keep, keep);
            len = keep;
        }
        struct pollfd watched = {.fd = fd, .events = POLLIN};
        int ready = poll(&watched, 1, WAIT_MS);
        if (ready == -1)
            die("poll");
        if (ready == 0) {
            fprintf(stderr, "no '%s' within %d ms\n", wanted, WAIT_MS);
            exit(EXIT_FAILURE);
        }
        ssize_t n = recv(fd, seen + len, sizeof seen - len, 0);
        if (n == -1)
            die("recv");
        if (n == 0) {
            fprintf(stderr, "the server has hung up before '%s'\n", wanted);
            exit(EXIT_FAILURE);
        }
        len += (size_t)n;
    }
}

/* Client i gives its name, where the server wants one. */
static void enter(int i)
{
    char name[64];
    if (!chat)
        return;
    int len = snprintf(name, sizeof name, "guest %d\n", i);
    send_text(fds[i], name, (size_t)len);
}

static void wait_until_in(int i)
{
    char wanted[64];
    if (!chat)
        return;
    snprintf(wanted, sizeof wanted, "guest %d comes in\n", i);
    wait_for(fds[i], wanted);
}

static int line_of(int i, char *line, size_t size)
{
    return snprintf(line, size, "this is what %d says\n", i);
}

static void wait_for_line(int i)
{
    char line[64];
    line_of(i, line, sizeof line);
    wait_for(fds[i], line);
}

/* All are there at once; each says a line and waits until it comes back. */
static void polite(void)
{
    char line[64];
    connect_all();
    for (int i = 0; i < count; i++)
        enter(i);
    for (int i = 0; i < count; i++)
        wait_until_in(i);
    for (int i = 0; i < count; i++) {
        int len = line_of(i, line, sizeof line);
        send_text(fds[i], line, (size_t)len);
    }
    for (int i = 0; i < count; i++)
        wait_for_line(i);
}

/* Connect, and say nothing. */
static void silent(void)
{
    connect_all();
}

/* The same line, one byte at a time, all clients in turn. */
static void bytewise(void)
{
    char line[64];
    connect_all();
    for (int i = 0; i < count; i++) {
        enter(i);
        wait_until_in(i);
    }
    bool sent = true;
    for (int at = 0; sent; at++) {
        sent = false;
        for (int i = 0; i < count; i++) {
            if (at >= line_of(i, line, sizeof line))
                continue;
            send_text(fds[i], line + at, 1);
            sent = true;
        }
    }
    for (int i = 0; i < count; i++)
        wait_for_line(i);
}

/* 20 kB without a newline, and away, without having read anything. */
static void rude(void)
{
    static char bytes[20000];
    memset(bytes, 'x', sizeof bytes);
    for (int i = 0; i < count; i++) {
        int fd = connect_to_server();
        /* the server may have cut us off: that is its right */
        (void)send(fd, bytes, sizeof bytes, MSG_NOSIGNAL);
        close(fd);
    }
}

/* Says something, then resets the connection. */
static void reset(void)
{
    struct linger now = {.l_onoff = 1, .l_linger = 0};
    for (int i = 0; i < count; i++) {
        int fd = connect_to_server();
        if (setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now) == -1)
            die("setsockopt");
        send_text(fd, "guest\nhello", 11);
        close(fd);
    }
}

/* Never reads. An echo server is sent as much as the buffers take, so that its
 * answers do not get through; in a chat room the others talk meanwhile. */
static void deaf(void)
{
    static char bytes[1 << 16];
    memset(bytes, 'x', sizeof bytes);
    connect_all();
    for (int i = 0; i < count; i++) {
        enter(i);
        wait_until_in(i);
    }
    for (int i = 0; i < count && !chat; i++) {
        struct pollfd watched = {.fd = fds[i], .events = POLLOUT};
        while (poll(&watched, 1, 50) == 1)
            if (send(fds[i], bytes, sizeof bytes,
                     MSG_DONTWAIT | MSG_NOSIGNAL) == -1)
                break;
    }
}

/* One client that says many long lines, each when the last has come back. */
static void talkative(void)
{
    char line[400];
    count = 1;
    connect_all();
    enter(0);
    wait_until_in(0);
    for (int i = 0; i < 1500; i++) {
        int len = snprintf(line, sizeof line, "%0390d\n", i);
        send_text(fds[0], line, (size_t)len);
        wait_for(fds[0], line);
    }
}

static const struct {
    const char *name;
    void (*act)(void);
} kinds[] = {
    {"polite", polite},       {"silent", silent}, {"bytewise", bytewise},
    {"rude", rude},           {"reset", reset},   {"deaf", deaf},
    {"talkative", talkative},
};

int main(int argc, char **argv)
{
    if (argc != 4)
        return 2;
    chat = strcmp(argv[1], "chat") == 0;
    count = atoi(argv[3]);
    if (count < 1 || count > MOST)
        return 2;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(kinds[i].name, argv[2]) == 0) {
            kinds[i].act();
            puts("ready");
            fflush(stdout);
            while (getchar() != EOF)
                continue;
            return EXIT_SUCCESS;
        }
    }
    return 2;
}
