/* Says a long line to the chat room, waits until it comes back, and again.
 *
 *   cc talk_a_lot.c lines.c -o talk_a_lot
 *   ./talk_a_lot 2000              while a chat server runs
 */
#define _POSIX_C_SOURCE 200809L
#include "lines.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 3001, LINE_ROOM = 600 };

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

/* Waits until the room has said this; shows who comes and leaves. */
static void wait_for(struct line_reader *in, const char *wanted)
{
    char line[LINE_ROOM];
    do {
        int result = read_line(in, line, sizeof line);
        if (result == -1)
            die("recv");
        if (result == 0) {
            fprintf(stderr, "the server has hung up\n");
            exit(EXIT_FAILURE);
        }
        if (line[0] == '*')
            puts(line);
    } while (strncmp(line, wanted, strlen(wanted)) != 0);
}

int main(int argc, char **argv)
{
    long times = argc > 1 ? strtol(argv[1], NULL, 10) : 1;
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

    struct line_reader in = {.fd = fd};
    if (send_all(fd, "bob\n", 4) == -1)
        die("send");
    char blah[400];
    memset(blah, 'a', sizeof blah);
    blah[sizeof blah - 1] = '\n';
    for (long i = 0; i < times; i++) {
        if (send_all(fd, blah, sizeof blah) == -1)
            die("send");
        wait_for(&in, "bob: a");
    }
    printf("said %ld lines, and read them all\n", times);
    close(fd);
    return EXIT_SUCCESS;
}
