/* Stirs its argument into the kernel's randomness: what is read from now on
 * depends on it. Written to /dev/urandom alone, it would count only when the
 * kernel next takes a new seed, minutes later: random(4).
 */
#define _POSIX_C_SOURCE 200809L
#include <fcntl.h>
#include <linux/random.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    int fd = open("/dev/urandom", O_WRONLY);
    if (argc != 2 || fd == -1 ||
        write(fd, argv[1], strlen(argv[1])) != (ssize_t)strlen(argv[1]) ||
        ioctl(fd, RNDRESEEDCRNG) == -1) {
        perror("stir");
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
