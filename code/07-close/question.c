/* Send a question; after Enter, read the answer to its end.
 *
 *   cc question.c ends.c -o question
 *   ./question hello               while ./answer close runs
 */
#define _POSIX_C_SOURCE 200809L
#include "ends.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { ANSWER = 100000 };

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s question\n", argv[0]);
        return EXIT_FAILURE;
    }
    int fd = connect_to("127.0.0.1");
    int little = 4096; /* most of the answer must wait in the other kernel */
    if (setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &little, sizeof little) == -1)
        die("setsockopt");
    if (send(fd, argv[1], strlen(argv[1]), MSG_NOSIGNAL) == -1)
        die("send");
    wait_for_enter();

    char bytes[4096];
    size_t total = 0;
    ssize_t n;
    while ((n = recv(fd, bytes, sizeof bytes, 0)) > 0)
        total += (size_t)n;
    if (n == -1)
        perror("recv");
    else
        puts("recv: 0");
    puts(total == ANSWER ? "all of the answer" : "a part of the answer");
    close(fd);
    return total == ANSWER ? EXIT_SUCCESS : EXIT_FAILURE;
}
