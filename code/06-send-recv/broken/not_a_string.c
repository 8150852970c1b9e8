/* Wrong on purpose: what recv gives is bytes, not a string.
 *
 *   cc not_a_string.c ../connection.c ../stream.c -o not_a_string
 *   ./not_a_string
 */
#define _POSIX_C_SOURCE 200809L
#include "../connection.h"
#include "../stream.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
    int fd, peer;
    connect_both(&fd, &peer);
    if (send_all(peer, "12345678", 8) == -1)
        die("send");

    /* begin: not_a_string */
    char buf[8];
    ssize_t n = recv(fd, buf, sizeof buf, 0);
    if (n == -1)
        die("recv");
    printf("%s\n", buf); /* should be: "%.*s\n", (int)n, buf */
    /* end: not_a_string */

    close(fd);
    close(peer);
    return EXIT_SUCCESS;
}
