/* Make listen fail, once for each reason, and print what it says.
 *
 *   cc each_error.c -o each_error && ./each_error
 */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 3001 };

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static const char *error_name(int error)
{
    switch (error) {
    case EADDRINUSE:
        return "EADDRINUSE";
    case EBADF:
        return "EBADF";
    case EINVAL:
        return "EINVAL";
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

static void try_listen(const char *on_what, int fd)
{
    if (listen(fd, SOMAXCONN) == 0) {
        printf("%s: listening\n", on_what);
        return;
    }
    int error = errno; /* kept at once: printf may change errno */
    printf("%s: %s, %s\n", on_what, error_name(error), strerror(error));
}

/* Two sockets may be bound to one port if both ask for SO_REUSEADDR; they
 * may not both listen. */
static int bound_socket(void)
{
    int fd = open_socket(SOCK_STREAM);
    int on = 1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1)
        die("setsockopt");
    struct sockaddr_in here = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    if (bind(fd, (struct sockaddr *)&here, sizeof here) == -1)
        die("bind");
    return fd;
}

static int connected_to(int listening)
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

int main(void)
{
    int first = bound_socket();
    int second = bound_socket();
    try_listen("first socket of port 3001", first);
    try_listen("second socket of port 3001", second);
    try_listen("first socket, once more", first);

    int client = connected_to(first);
    try_listen("connected socket", client);

    int datagrams = open_socket(SOCK_DGRAM);
    try_listen("datagram socket", datagrams);
    try_listen("standard input", STDIN_FILENO);
    close(second);
    try_listen("closed descriptor", second);

    close(datagrams);
    close(client);
    close(first);
    return EXIT_SUCCESS;
}
