/* Wrong on purpose: accept is given a length that was never set.
 *
 *   cc length_not_set.c -o length_not_set
 *   valgrind ./length_not_set      then, in another terminal: ../say hello
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

    /* begin: not_set */
    struct sockaddr_in peer;
    socklen_t len; /* should be: = sizeof peer */
    int client = accept(listening, (struct sockaddr *)&peer, &len);
    /* end: not_set */
    if (client == -1)
        die("accept");
    puts("accepted");

    close(client);
    close(listening);
    return EXIT_SUCCESS;
}
