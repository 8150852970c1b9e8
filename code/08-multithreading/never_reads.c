/* A rude guest: once in the room, stays there and does not read what is sent;
 * at Enter, looks what has become of the connection.
 *
 *   cc never_reads.c lines.c -o never_reads
 *   ./never_reads                  while a chat server runs
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

int main(void)
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
    if (send_all(fd, "mallory\n", 8) == -1)
        die("send");
    struct line_reader in = {.fd = fd};
    char line[LINE_ROOM];
    do {
        int result = read_line(&in, line, sizeof line);
        if (result == -1)
            die("recv");
        if (result == 0) {
            fprintf(stderr, "the server has hung up\n");
            return EXIT_FAILURE;
        }
    } while (strcmp(line, "* mallory comes in") != 0);
    puts("in the room, and not listening");
    if (getchar() == EOF && ferror(stdin))
        die("standard input");

    char text[4096];
    ssize_t n;
    while ((n = recv(fd, text, sizeof text, 0)) > 0)
        ;
    if (n == -1)
        die("recv");
    puts("the server has hung up");
    close(fd);
    return EXIT_SUCCESS;
}
