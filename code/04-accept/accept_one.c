/* Accept one connection, print who is there and what was said, and end.
 *
 *   cc accept_one.c -o accept_one
 *   ./accept_one                   then, in another terminal: ./say hello
 */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <netinet/in.h>
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

int main(void)
{
    int listening = socket(AF_INET, SOCK_STREAM, 0);
    if (listening == -1)
        die("socket");
    int on = 1; /* or a restart fails while old connections are in TIME_WAIT */
    if (setsockopt(listening, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1)
        die("setsockopt");
    struct sockaddr_in here = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
        .sin_addr.s_addr = htonl(INADDR_ANY),
    };
    if (bind(listening, (struct sockaddr *)&here, sizeof here) == -1)
        die("bind");
    if (listen(listening, SOMAXCONN) == -1)
        die("listen");
    printf("descriptor %d listens on port %d\n", listening, PORT);

    struct sockaddr_in peer;
    socklen_t len = sizeof peer; /* in: our room; out: what was filled */
    int client = accept(listening, (struct sockaddr *)&peer, &len);
    if (client == -1)
        die("accept");

    char who[INET_ADDRSTRLEN];
    if (!inet_ntop(AF_INET, &peer.sin_addr, who, sizeof who))
        die("inet_ntop");
    char text[256]; /* one recv: what has arrived; chapter 06 reads lines */
    ssize_t n = recv(client, text, sizeof text, 0);
    if (n == -1)
        die("recv");
    printf("descriptor %d, %s port %d: %.*s\n", client, who,
           ntohs(peer.sin_port), (int)n, text);

    close(client);
    close(listening);
    return EXIT_SUCCESS;
}
