/* Connect to a host that never answers, but do not insist: the SYN is sent
 * again (TCP_SYNCNT, Linux only), and after three seconds the kernel gives up.
 *
 *   cc impatient.c -o impatient
 *   ./impatient 192.0.2.1
 */
#define _DEFAULT_SOURCE /* for TCP_SYNCNT, which is not in POSIX */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 3001 };

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s address\n", argv[0]);
        return EXIT_FAILURE;
    }
    struct sockaddr_in server = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
    };
    if (inet_pton(AF_INET, argv[1], &server.sin_addr) != 1) {
        fprintf(stderr, "%s: not an IPv4 address\n", argv[1]);
        return EXIT_FAILURE;
    }

    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");
    /* begin: retries */
    int count = 1; /* the default, tcp_syn_retries, is 6: two minutes */
    if (setsockopt(fd, IPPROTO_TCP, TCP_SYNCNT, &count, sizeof count) == -1)
        die("setsockopt");
    if (connect(fd, (struct sockaddr *)&server, sizeof server) == -1)
        die("connect");
    /* end: retries */

    printf("connected\n");
    close(fd);
    return EXIT_SUCCESS;
}
