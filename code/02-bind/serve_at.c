/* Wait for clients on port 3000 of one IPv4 address until Ctrl-C, and say
 * which address each socket has. "reuse" sets SO_REUSEADDR.
 *
 *   cc serve_at.c -o serve_at
 *   ./serve_at 0.0.0.0      then, in another terminal: ./knock 127.0.0.1
 *   ./serve_at 127.0.0.1 reuse
 */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 3000 };

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void show_address(const char *what, int fd)
{
    struct sockaddr_in addr;
    socklen_t len = sizeof addr;
    if (getsockname(fd, (struct sockaddr *)&addr, &len) == -1)
        die("getsockname");

    char text[INET_ADDRSTRLEN];
    if (!inet_ntop(AF_INET, &addr.sin_addr, text, sizeof text))
        die("inet_ntop");
    printf("%s: %s port %d\n", what, text, ntohs(addr.sin_port));
}

static int bind_to(const char *address, bool reuse)
{
    struct sockaddr_in here = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
    };
    if (inet_pton(AF_INET, address, &here.sin_addr) != 1) {
        fprintf(stderr, "%s: not an IPv4 address\n", address);
        exit(EXIT_FAILURE);
    }
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");

    int on = reuse; /* an int, as this option demands */
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1)
        die("setsockopt");
    if (bind(fd, (struct sockaddr *)&here, sizeof here) == -1)
        die("bind");
    return fd;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: %s address [reuse]\n", argv[0]);
        return EXIT_FAILURE;
    }
    bool reuse = argc > 2 && strcmp(argv[2], "reuse") == 0;
    int listening = bind_to(argv[1], reuse);
    if (listen(listening, SOMAXCONN) == -1) /* chapter 03 */
        die("listen");
    show_address("the socket that waits", listening);

    for (;;) {
        int client = accept(listening, NULL, NULL); /* chapter 04 */
        if (client == -1)
            die("accept"); /* it may end less often: chapter 04 */
        show_address("the socket of a client", client);
        close(client);
    }
}
