/* Make accept fail, once for each reason, and print what it says.
 *
 *   cc each_error.c -o each_error && ./each_error
 */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static const char *error_name(int error)
{
    switch (error) {
    case EAGAIN:
        return "EAGAIN";
    case EBADF:
        return "EBADF";
    case EINVAL:
        return "EINVAL";
    case EMFILE:
        return "EMFILE";
    case ENOTSOCK:
        return "ENOTSOCK";
    case EOPNOTSUPP:
        return "EOPNOTSUPP";
    default:
        return "another error";
    }
}

static int open_socket(int type)
{
    int fd = socket(AF_INET, type, 0);
    if (fd == -1)
        die("socket");
    return fd;
}

static void try_accept(const char *on_what, int fd)
{
    int client = accept(fd, NULL, NULL);
    if (client >= 0) {
        printf("%s: descriptor %d\n", on_what, client);
        close(client);
        return;
    }
    int error = errno; /* kept at once: printf may change errno */
    printf("%s: %s, %s\n", on_what, error_name(error), strerror(error));
}

static int connect_to(int listening)
{
    struct sockaddr_in server;
    socklen_t len = sizeof server;
    if (getsockname(listening, (struct sockaddr *)&server, &len) == -1)
        die("getsockname");
    int fd = open_socket(SOCK_STREAM);
    if (connect(fd, (struct sockaddr *)&server, len) == -1)
        die("connect");
    return fd;
}

/* Accepts while this process may open no descriptor above the last one. */
static void accept_without_room(int listening, int last)
{
    struct rlimit usual;
    if (getrlimit(RLIMIT_NOFILE, &usual) == -1)
        die("getrlimit");
    struct rlimit tight = usual;
    tight.rlim_cur = (rlim_t)last + 1;
    if (setrlimit(RLIMIT_NOFILE, &tight) == -1)
        die("setrlimit");
    try_accept("no descriptor left", listening);
    if (setrlimit(RLIMIT_NOFILE, &usual) == -1)
        die("setrlimit");
}

int main(void)
{
    int fd = open_socket(SOCK_STREAM);
    try_accept("listen forgotten", fd);

    if (listen(fd, SOMAXCONN) == -1)
        die("listen");
    if (fcntl(fd, F_SETFL, O_NONBLOCK) == -1)
        die("fcntl");
    try_accept("non-blocking, nobody there", fd);

    int datagrams = open_socket(SOCK_DGRAM);
    try_accept("datagram socket", datagrams);
    try_accept("standard input", STDIN_FILENO);
    close(datagrams);
    try_accept("closed descriptor", datagrams);

    int client = connect_to(fd); /* takes the smallest number that is free */
    try_accept("the client's socket", client);
    accept_without_room(fd, client);

    close(client);
    close(fd);
    return EXIT_SUCCESS;
}
