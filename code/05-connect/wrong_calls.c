/* Calls of connect that fail before anything reaches the network.
 *
 *   cc wrong_calls.c -o wrong_calls && ./wrong_calls
 */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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
    case EAFNOSUPPORT:
        return "EAFNOSUPPORT";
    case EBADF:
        return "EBADF";
    case EINVAL:
        return "EINVAL";
    case EISCONN:
        return "EISCONN";
    case ENOTSOCK:
        return "ENOTSOCK";
    default:
        return "another error";
    }
}

static void try_connect(const char *how, int fd, const void *addr,
                        socklen_t len)
{
    if (connect(fd, addr, len) == 0) {
        printf("%s: connected\n", how);
        return;
    }
    int error = errno; /* kept at once: printf may change errno */
    printf("%s: %s, %s\n", how, error_name(error), strerror(error));
}

static int open_socket(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");
    return fd;
}

int main(void)
{
    /* Somebody to connect to: this program itself, on a port of its own. */
    int listening = open_socket();
    struct sockaddr_in server = {
        .sin_family = AF_INET,
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    socklen_t len = sizeof server;
    if (bind(listening, (struct sockaddr *)&server, len) == -1)
        die("bind");
    if (listen(listening, 1) == -1)
        die("listen");
    if (getsockname(listening, (struct sockaddr *)&server, &len) == -1)
        die("getsockname");

    int fd = open_socket();
    struct sockaddr_in6 v6 = {
        .sin6_family = AF_INET6,
        .sin6_port = server.sin_port,
        .sin6_addr = in6addr_loopback,
    };
    /* begin: tries */
    try_connect("not a descriptor", -1, &server, sizeof server);
    try_connect("standard input", STDIN_FILENO, &server, sizeof server);
    try_connect("a listening socket", listening, &server, sizeof server);
    try_connect("an IPv6 address", fd, &v6, sizeof v6);
    try_connect("an address cut short", fd, &server, sizeof server - 1);
    try_connect("as it should be", fd, &server, sizeof server);
    try_connect("the same once more", fd, &server, sizeof server);
    /* end: tries */

    close(fd);
    close(listening);
    return EXIT_SUCCESS;
}
