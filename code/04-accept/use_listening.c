/* Try to use a listening socket as if it were a connection.
 *
 *   cc use_listening.c -o use_listening && ./use_listening
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

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static const char *error_name(int error)
{
    switch (error) {
    case ENOTCONN:
        return "ENOTCONN";
    case EPIPE:
        return "EPIPE";
    default:
        return "another error";
    }
}

static void print_result(const char *call, ssize_t result)
{
    int error = errno; /* kept at once: printf may change errno */
    if (result >= 0)
        printf("%s: success\n", call);
    else
        printf("%s: %s, %s\n", call, error_name(error), strerror(error));
}

/* A client of the listening socket, connected. */
static int connect_to(int listening)
{
    struct sockaddr_in server;
    socklen_t len = sizeof server;
    if (getsockname(listening, (struct sockaddr *)&server, &len) == -1)
        die("getsockname");
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");
    if (connect(fd, (struct sockaddr *)&server, len) == -1)
        die("connect");
    return fd;
}

int main(void)
{
    int listening = socket(AF_INET, SOCK_STREAM, 0);
    if (listening == -1)
        die("socket");
    if (listen(listening, SOMAXCONN) == -1) /* on a port that it chooses */
        die("listen");
    int client = connect_to(listening);
    if (send(client, "hello", 5, MSG_NOSIGNAL) == -1)
        die("send");
    puts("a client has connected and sent 5 bytes");

    char buf[5] = "reply";
    struct sockaddr_in peer;
    socklen_t len = sizeof peer;
    print_result("recv, listening", recv(listening, buf, sizeof buf, 0));
    print_result("send, listening",
                 send(listening, buf, sizeof buf, MSG_NOSIGNAL));
    print_result("getpeername, listening",
                 getpeername(listening, (struct sockaddr *)&peer, &len));

    int accepted = accept(listening, NULL, NULL);
    if (accepted == -1)
        die("accept");
    print_result("recv, accepted", recv(accepted, buf, sizeof buf, 0));
    close(accepted);
    close(client);
    close(listening);
    return EXIT_SUCCESS;
}
