/* Listen, but accept only at Enter, and look at what is already there.
 *
 *   cc accept_later.c -o accept_later
 *   ./accept_later                 then, in another terminal: ./say hello
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

/* Waits for Enter, or for the end of the input (Ctrl-D). */
static void wait_for_enter(void)
{
    int c;
    do
        c = getchar();
    while (c != '\n' && c != EOF);
}

/* A socket that listens on every IPv4 address of this machine. */
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
    return fd;
}

int main(void)
{
    int listening = listen_on(PORT);
    puts("listening; press Enter to accept");
    wait_for_enter();

    int client = accept(listening, NULL, NULL);
    if (client == -1)
        die("accept");
    printf("accepted: descriptor %d\n", client);

    /* MSG_DONTWAIT: only what was there before this line, no waiting. */
    char text[256];
    ssize_t n = recv(client, text, sizeof text, MSG_DONTWAIT);
    if (n == -1)
        perror("recv");
    else
        printf("already there: %zd bytes\n", n);

    close(client);
    close(listening);
    return EXIT_SUCCESS;
}
