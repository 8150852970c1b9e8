/* Wrong on purpose: the room given to recv is not this program's.
 *
 *   cc bad_pointer.c ../connection.c ../stream.c -o bad_pointer
 *   ./bad_pointer
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
    if (send_all(peer, "hello", 5) == -1)
        die("send");

    char *buf = NULL; /* should be: char buf[256] */
    if (recv(fd, buf, 256, 0) == -1)
        perror("recv");

    close(fd);
    close(peer);
    return EXIT_SUCCESS;
}
