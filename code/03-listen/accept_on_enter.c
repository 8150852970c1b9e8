/* Listen on port 3001 with the backlog given; each Enter takes one
 * connection from the queue (the call is accept, the next chapter's).
 *
 *   cc accept_on_enter.c -o accept_on_enter
 *   ./accept_on_enter 0      then, in other terminals: ./knock 127.0.0.1
 */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
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

/* Gives 0 at the end of the input (Ctrl-D), 1 after Enter. */
static int wait_for_enter(void)
{
    int c;
    do
        c = getchar();
    while (c != '\n' && c != EOF);
    return c != EOF;
}

/* A socket that listens on every IPv4 address of this machine. */
static int listen_on(uint16_t port, int backlog)
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
    if (listen(fd, backlog) == -1)
        die("listen");
    return fd;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s backlog\n", argv[0]);
        return EXIT_FAILURE;
    }
    int backlog = atoi(argv[1]);
    int listening = listen_on(PORT, backlog);
    printf("backlog %d; Enter accepts one\n", backlog);

    while (wait_for_enter()) {
        int client = accept(listening, NULL, NULL);
        if (client == -1)
            die("accept");
        printf("accepted one, closed it\n");
        close(client);
    }
    close(listening);
    return EXIT_SUCCESS;
}
