/* Both directions at once: what is typed goes to the server, what the server
 * sends is shown, whichever comes first.
 *
 *   cc chat_client.c lines.c -o chat_client
 *   ./chat_client                  Ctrl-D leaves
 */
#define _POSIX_C_SOURCE 200809L
#include "lines.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 3001 };

static void die(const char *call)
{
    perror(call);
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
    if (connect(fd, (const struct sockaddr *)&server, sizeof server) == -1)
        die("connect");
    return fd;
}

/* Shows what has arrived; false at the end of what the server sends. */
static bool show(int fd)
{
    char text[1024];
    ssize_t n = recv(fd, text, sizeof text, 0);
    if (n == -1)
        die("recv");
    fwrite(text, 1, (size_t)n, stdout);
    fflush(stdout);
    return n > 0;
}

/* Sends what was typed; false at its end. */
static bool say(int fd)
{
    char text[1024];
    ssize_t n = read(STDIN_FILENO, text, sizeof text);
    if (n == -1)
        die("read");
    if (n == 0)
        return false;
    if (send_all(fd, text, (size_t)n) == -1)
        die("send");
    return true;
}

int main(void)
{
    int fd = connect_to_server();
    struct pollfd both[] = {
        {.fd = STDIN_FILENO, .events = POLLIN},
        {.fd = fd, .events = POLLIN},
    };
    bool leaving = false;
    for (;;) {
        if (poll(both, 2, -1) == -1) {
            if (errno == EINTR)
                continue;
            die("poll");
        }
        if (both[1].revents != 0 && !show(fd))
            break;
        if (both[0].revents != 0 && !say(fd)) {
            leaving = true;
            both[0].fd = -1;       /* poll skips it from now on */
            shutdown(fd, SHUT_WR); /* the server reads on, to our end */
        }
    }
    close(fd);
    if (!leaving)
        fprintf(stderr, "the server has hung up\n");
    return leaving ? EXIT_SUCCESS : EXIT_FAILURE;
}
