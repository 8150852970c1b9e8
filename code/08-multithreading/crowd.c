/* Many clients at once: each connects, says something and reads the answer;
 * then all stay until Enter.
 *
 *   cc crowd.c -o crowd
 *   ./crowd 500                    while an echo server runs
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

static int connect_to_server(void)
{
    struct sockaddr_in server = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");
    if (connect(fd, (const struct sockaddr *)&server, sizeof server) == -1)
        die("connect");
    return fd;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s clients\n", argv[0]);
        return EXIT_FAILURE;
    }
    size_t count = strtoul(argv[1], NULL, 10);
    int *fds = calloc(count, sizeof *fds);
    if (!fds)
        die("calloc");

    for (size_t i = 0; i < count; i++) {
        fds[i] = connect_to_server();
        if (send(fds[i], "hello", 5, MSG_NOSIGNAL) == -1)
            die("send");
    }
    size_t answers = 0;
    for (size_t i = 0; i < count; i++) {
        char text[5];
        if (recv(fds[i], text, sizeof text, MSG_WAITALL) == sizeof text)
            answers++;
    }
    printf("%zu clients are connected, %zu have their answer\n", count,
           answers);
    if (getchar() == EOF && ferror(stdin))
        die("standard input");

    for (size_t i = 0; i < count; i++)
        close(fds[i]);
    free(fds);
    return EXIT_SUCCESS;
}
