/* See door.h. */
#define _POSIX_C_SOURCE 200809L
#include "door.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static int listen_on(uint16_t port)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");
    int on = 1; /* or a restart fails while old connections are in TIME_WAIT */
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1)
        die("setsockopt");
    struct sockaddr_in here = {
        .sin_family = AF_INET,
        .sin_port = htons(port),
        .sin_addr.s_addr = htonl(INADDR_ANY),
    };
    if (bind(fd, (struct sockaddr *)&here, sizeof here) == -1)
        die("bind");
    if (listen(fd, SOMAXCONN) == -1)
        die("listen");
    /* whom poll announces may be gone when accept is called */
    int flags = fcntl(fd, F_GETFL);
    if (flags == -1 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) == -1)
        die("fcntl");
    return fd;
}

/* A descriptor that becomes readable when Ctrl-C is pressed, or `kill` asks. */
static int watch_ctrl_c(void)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM); /* what `kill` sends */
    if (sigprocmask(SIG_BLOCK, &signals, NULL) == -1)
        die("sigprocmask");
    int fd = signalfd(-1, &signals, 0);
    if (fd == -1)
        die("signalfd");
    return fd;
}

void door_open(struct door *door, uint16_t port)
{
    *door = (struct door){.resting = false};
    door->listening = listen_on(port); /* in this order: descriptors 3, 4 */
    door->stop = watch_ctrl_c();
}

int door_accept(struct door *door)
{
    int client = accept(door->listening, NULL, NULL);
    if (client >= 0) {
        door->resting = false;
        return client;
    }
    switch (errno) {
    case EMFILE: /* the process has no descriptor left */
    case ENFILE: /* the system has none */
    case ENOBUFS:
    case ENOMEM:
        if (!door->resting)
            perror("accept"); /* once, not each time we look again */
        door->resting = true;
        break;
    case EBADF:
    case EINVAL:
    case ENOTSOCK:
        die("accept"); /* our own mistake */
        break;
    default: /* nobody, one who has left, the network: try the next */
        break;
    }
    return -1;
}

int door_next(struct door *door)
{
    for (;;) {
        struct pollfd watched[] = {
            {.fd = door->stop, .events = POLLIN},
            {.fd = door->resting ? -1 : door->listening, .events = POLLIN},
        };
        int timeout = door->resting ? REST_MS : -1;
        if (poll(watched, 2, timeout) == -1) {
            if (errno == EINTR)
                continue;
            die("poll");
        }
        if (watched[0].revents != 0)
            return -1;
        int client = door_accept(door);
        if (client != -1)
            return client;
    }
}

void door_refuse(int client)
{
    static const char sorry[] = "* no room, come back later\n";
    /* whether it gets there is the client's concern: we never wait here */
    (void)send(client, sorry, sizeof sorry - 1, MSG_DONTWAIT | MSG_NOSIGNAL);
    close(client);
}

void door_close(struct door *door)
{
    close(door->listening);
    close(door->stop);
}
