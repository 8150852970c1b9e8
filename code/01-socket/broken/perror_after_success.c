/* Wrong on purpose: perror() is called without looking whether socket()
 * failed.
 *
 *   cc perror_after_success.c -o perror_after_success
 *   ./perror_after_success
 */
#define _POSIX_C_SOURCE 200809L
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
    /* Try what needs a privilege first, then do without. */
    int fd = socket(AF_INET, SOCK_RAW, IPPROTO_ICMP);
    if (fd == -1)
        fd = socket(AF_INET, SOCK_DGRAM, 0);
    perror("socket");

    printf("descriptor %d is open\n", fd);
    close(fd);
    return EXIT_SUCCESS;
}
