/* Connect to port 3001, say what the kernel does meanwhile, then wait for
 * the server to end the connection.
 *
 *   cc try_connect.c -o try_connect && ./try_connect
 */
#define _DEFAULT_SOURCE /* for struct tcp_info */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
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

/* A socket on its way to port 3001 of this machine: connect does not wait. */
static int start_connecting(void)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (fd == -1)
        die("socket");
    struct sockaddr_in server = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    if (connect(fd, (struct sockaddr *)&server, sizeof server) == -1 &&
        errno != EINPROGRESS)
        die("connect");
    return fd;
}

/* Waits until fd is ready for these events, or for this many milliseconds
 * (-1: without end). Gives 1 when it is ready, 0 when it is not. */
static int wait_for(int fd, short events, int milliseconds)
{
    struct pollfd wanted = {.fd = fd, .events = events};
    int ready = poll(&wanted, 1, milliseconds);
    if (ready == -1)
        die("poll");
    return ready;
}

/* Has this socket's SYN been sent again, because nobody answered it? */
static int syn_sent_again(int fd)
{
    struct tcp_info info;
    socklen_t len = sizeof info;
    if (getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &len) == -1)
        die("getsockopt");
    return info.tcpi_state == TCP_SYN_SENT && info.tcpi_total_retrans > 0;
}

static void finish_connecting(int fd)
{
    while (!wait_for(fd, POLLOUT, 100))
        if (syn_sent_again(fd)) {
            puts("no answer: state SYN_SENT,");
            puts("the SYN was sent again");
            wait_for(fd, POLLOUT, -1);
            break;
        }
    int error;
    socklen_t len = sizeof error;
    if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &len) == -1)
        die("getsockopt");
    errno = error;
    if (error)
        die("connect");
}

int main(void)
{
    int fd = start_connecting();
    finish_connecting(fd);
    printf("connected\n");

    wait_for(fd, POLLIN, -1);
    char byte;
    ssize_t n = recv(fd, &byte, 1, 0);
    if (n == -1)
        die("recv");
    puts(n == 0 ? "closed by the server" : "the server spoke");
    close(fd);
    return EXIT_SUCCESS;
}
