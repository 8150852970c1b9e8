/* Bind port 3000 of every IPv6 address, then port 3000 of every IPv4
 * address: with IPV6_V6ONLY off, then on.
 *
 *   cc six_and_four.c -o six_and_four
 *   ./six_and_four
 */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 3000 };

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static int bind_six(int only)
{
    int fd = socket(AF_INET6, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");

    if (setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &only, sizeof only) == -1)
        die("setsockopt");

    struct sockaddr_in6 here = {
        .sin6_family = AF_INET6,
        .sin6_port = htons(PORT),
        .sin6_addr = IN6ADDR_ANY_INIT,
    };
    if (bind(fd, (struct sockaddr *)&here, sizeof here) == -1)
        die("bind");
    return fd;
}

static void try_to_bind_four(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");

    struct sockaddr_in here = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
        .sin_addr.s_addr = htonl(INADDR_ANY),
    };
    if (bind(fd, (struct sockaddr *)&here, sizeof here) == -1)
        perror("bind 0.0.0.0");
    else
        printf("bind 0.0.0.0: done\n");
    close(fd);
}

int main(void)
{
    for (int only = 0; only <= 1; only++) {
        int six = bind_six(only);
        printf("bind ::, IPV6_V6ONLY %d: done\n", only);
        try_to_bind_four();
        close(six);
    }
    return EXIT_SUCCESS;
}
