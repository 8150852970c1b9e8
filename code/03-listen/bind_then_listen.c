/* Bind port 3001, then listen on it, one Enter at a time; accept nobody.
 *
 *   cc bind_then_listen.c -o bind_then_listen
 *   ./bind_then_listen       then, in another terminal: ./knock 127.0.0.1
 */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 3001, BACKLOG = 5 };

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

int main(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");
    struct sockaddr_in here = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
        .sin_addr.s_addr = htonl(INADDR_ANY),
    };
    if (bind(fd, (struct sockaddr *)&here, sizeof here) == -1)
        die("bind");
    printf("bound to port %d; Enter to listen\n", PORT);
    wait_for_enter();

    if (listen(fd, BACKLOG) == -1)
        die("listen");
    printf("listening; Enter to leave\n");
    wait_for_enter();

    close(fd);
    return EXIT_SUCCESS;
}
