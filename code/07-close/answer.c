/* Read five bytes from a client, answer with a hundred thousand, and end the
 * conversation in one of three ways.
 *
 *   cc answer.c politely.c ends.c -o answer
 *   ./answer close                 or: ./answer reset, ./answer politely
 */
#define _POSIX_C_SOURCE 200809L
#include "ends.h"
#include "politely.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { QUESTION = 5, ANSWER = 100000 }; /* bytes */

static void answer(int fd)
{
    int room = 4 * ANSWER; /* so that send need not wait for the client */
    if (setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &room, sizeof room) == -1)
        die("setsockopt");

    char question[QUESTION];
    ssize_t got = recv(fd, question, sizeof question, MSG_WAITALL);
    if (got == -1)
        die("recv");
    if (got < QUESTION) {
        fprintf(stderr, "the client has left before it asked\n");
        exit(EXIT_FAILURE);
    }
    static char bytes[ANSWER];
    ssize_t sent = send(fd, bytes, sizeof bytes, MSG_NOSIGNAL);
    if (sent == -1)
        die("send");
    printf("send: %zd\n", sent);
}

int main(int argc, char **argv)
{
    const char *way = argc == 2 ? argv[1] : "";
    int politely = strcmp(way, "politely") == 0;
    int reset = strcmp(way, "reset") == 0;
    if (!politely && !reset && strcmp(way, "close") != 0) {
        fprintf(stderr, "usage: %s close | reset | politely\n", argv[0]);
        return EXIT_FAILURE;
    }
    int listening = listen_on_port();
    puts("listening");
    int client = accept_one(listening);
    close(listening);
    answer(client);

    if (politely) {
        if (end_politely(client) == -1)
            die("end_politely");
        puts("ended politely");
        return EXIT_SUCCESS;
    }
    if (reset) {
        struct linger now = {.l_onoff = 1, .l_linger = 0};
        if (setsockopt(client, SOL_SOCKET, SO_LINGER, &now, sizeof now) == -1)
            die("setsockopt");
    }
    if (close(client) == -1)
        die("close");
    puts("close: 0");
    return EXIT_SUCCESS;
}
