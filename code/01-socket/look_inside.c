/* Ask the kernel what it knows about a TCP socket that was just opened.
 *
 *   cc look_inside.c -o look_inside
 *   ./look_inside
 */
#define _DEFAULT_SOURCE /* for struct tcp_info, which is not in POSIX */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void show_state(int fd)
{
    struct tcp_info info;
    socklen_t len = sizeof info;
    if (getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &len) == -1)
        die("getsockopt(TCP_INFO)");
    printf("state: %s\n",
           info.tcpi_state == TCP_CLOSE ? "CLOSED" : "not CLOSED");
}

static void show_addresses(int fd)
{
    struct sockaddr_in addr;
    socklen_t len = sizeof addr;
    if (getsockname(fd, (struct sockaddr *)&addr, &len) == -1)
        die("getsockname");

    char text[INET_ADDRSTRLEN];
    if (!inet_ntop(AF_INET, &addr.sin_addr, text, sizeof text))
        die("inet_ntop");
    printf("this end: %s port %d\n", text, ntohs(addr.sin_port));

    len = sizeof addr;
    if (getpeername(fd, (struct sockaddr *)&addr, &len) == -1)
        perror("the other end: getpeername");
}

static void show_room(int fd, const char *queue, int option)
{
    int bytes;
    socklen_t len = sizeof bytes;
    if (getsockopt(fd, SOL_SOCKET, option, &bytes, &len) == -1)
        die("getsockopt");
    printf("%s queue: room for %d bytes\n", queue, bytes);
}

static void try_to_talk(int fd)
{
    char text[] = "hello";
    if (send(fd, text, sizeof text, MSG_NOSIGNAL) == -1)
        perror("send");
    if (recv(fd, text, sizeof text, 0) == -1)
        perror("recv");
}

int main(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");

    show_state(fd);
    show_addresses(fd);
    show_room(fd, "receive", SO_RCVBUF);
    show_room(fd, "send", SO_SNDBUF);
    try_to_talk(fd);

    close(fd);
    return EXIT_SUCCESS;
}
