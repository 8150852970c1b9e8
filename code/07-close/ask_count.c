/* Send a text, say that there is no more, print the answer.
 *
 *   cc ask_count.c ends.c -o ask_count
 *   ./ask_count hello              while ./count runs
 */
#define _POSIX_C_SOURCE 200809L
#include "ends.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s text\n", argv[0]);
        return EXIT_FAILURE;
    }
    int fd = connect_to("127.0.0.1");
    if (send(fd, argv[1], strlen(argv[1]), MSG_NOSIGNAL) == -1)
        die("send");
    if (shutdown(fd, SHUT_WR) == -1) /* no more from me, I still listen */
        die("shutdown");

    char answer[256];
    ssize_t n;
    while ((n = recv(fd, answer, sizeof answer, 0)) > 0)
        fwrite(answer, 1, (size_t)n, stdout);
    if (n == -1)
        die("recv");
    if (close(fd) == -1)
        die("close");
    return EXIT_SUCCESS;
}
