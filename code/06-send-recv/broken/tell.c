/* Take one client on port 3001, and send it each line that is typed. Once the
 * client has left, the second line ends this program.
 *
 *   cc tell.c -o tell
 *   ./tell 127.0.0.1               then, in another terminal: ../send_typed
 */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
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

int main(int argc, char **argv)
{
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(PORT)};
    if (argc != 2 || inet_pton(AF_INET, argv[1], &here.sin_addr) != 1) {
        fprintf(stderr, "usage: %s address\n", argv[0]);
        return EXIT_FAILURE;
    }
    int listening = socket(AF_INET, SOCK_STREAM, 0);
    if (listening == -1)
        die("socket");
    if (bind(listening, (struct sockaddr *)&here, sizeof here) == -1)
        die("bind");
    if (listen(listening, SOMAXCONN) == -1)
        die("listen");
    puts("listening");
    int client = accept(listening, NULL, NULL);
    if (client == -1)
        die("accept");
    close(listening);
    puts("accepted");

    char text[256];
    while (fgets(text, sizeof text, stdin)) {
        /* should be: MSG_NOSIGNAL */
        ssize_t n = send(client, text, strlen(text), 0);
        if (n == -1)
            die("send");
        printf("sent %zd bytes\n", n);
    }
    close(client);
    return EXIT_SUCCESS;
}
