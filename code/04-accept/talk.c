/* Connect to port 3001; send each line typed, and print the answer to it.
 *
 *   cc talk.c -o talk && ./talk    Ctrl-D leaves
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

static int connect_to(const struct sockaddr_in *server)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");
    if (connect(fd, (const struct sockaddr *)server, sizeof *server) == -1)
        die("connect");
    return fd;
}

int main(void)
{
    struct sockaddr_in server = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    int fd = connect_to(&server);
    puts("connected");

    FILE *answers = fdopen(fd, "r"); /* fgets waits for a whole line */
    if (!answers)
        die("fdopen");
    char line[256];
    while (fgets(line, sizeof line, stdin)) {
        /* Short lines, blocking: sent whole. Chapter 06 says when not. */
        if (send(fd, line, strlen(line), MSG_NOSIGNAL) == -1)
            die("send");
        puts("sent");
        if (!fgets(line, sizeof line, answers))
            break;
        printf("answer: %s", line);
    }
    fclose(answers); /* closes fd too */
    return EXIT_SUCCESS;
}
