/* Wrong on purpose: accepted descriptors are never closed.
 *
 *   cc never_closed.c -o never_closed
 *   ./never_closed                 then, in another terminal: ../say hello
 */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 3001, CLIENTS = 3 };

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
    struct sockaddr_in here = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
        .sin_addr.s_addr = htonl(INADDR_ANY),
    };
    if (bind(listening, (struct sockaddr *)&here, sizeof here) == -1)
        die("bind");
    if (listen(listening, SOMAXCONN) == -1)
        die("listen");
    puts("listening");

    /* begin: no_close */
    for (int served = 0; served < CLIENTS; served++) {
        int client = accept(listening, NULL, NULL);
        if (client == -1)
            die("accept");
        printf("descriptor %d\n", client);
        /* missing: close(client) */
    }
    /* end: no_close */
    close(listening);
    return EXIT_SUCCESS;
}
