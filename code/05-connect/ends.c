/* Both ends of a connection, as the client sees them; IPv4 or IPv6.
 *
 *   cc ends.c -o ends
 *   ./ends ::1                     while ./shout ::1 runs
 */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 3001 };

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

/* Fills *server, in either family; gives the length to pass on. */
static socklen_t fill(const char *text, struct sockaddr_storage *server)
{
    struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_port = htons(PORT)};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6,
                              .sin6_port = htons(PORT)};
    if (inet_pton(AF_INET, text, &v4.sin_addr) == 1) {
        memcpy(server, &v4, sizeof v4);
        return sizeof v4;
    }
    if (inet_pton(AF_INET6, text, &v6.sin6_addr) != 1) {
        fprintf(stderr, "%s: not an address\n", text);
        exit(EXIT_FAILURE);
    }
    memcpy(server, &v6, sizeof v6);
    return sizeof v6;
}

static void show_end(const char *which, const struct sockaddr_storage *end,
                     socklen_t len)
{
    char host[INET6_ADDRSTRLEN], port[sizeof "65535"];
    int problem =
        getnameinfo((const struct sockaddr *)end, len, host, sizeof host, port,
                    sizeof port, NI_NUMERICHOST | NI_NUMERICSERV);
    if (problem != 0) {
        fprintf(stderr, "getnameinfo: %s\n", gai_strerror(problem));
        exit(EXIT_FAILURE);
    }
    printf("%s %s port %s\n", which, host, port);
}

static void show_here(const char *which, int fd)
{
    struct sockaddr_storage here;
    socklen_t len = sizeof here;
    if (getsockname(fd, (struct sockaddr *)&here, &len) == -1)
        die("getsockname");
    show_end(which, &here, len);
}

static void show_there(const char *which, int fd)
{
    struct sockaddr_storage there;
    socklen_t len = sizeof there;
    if (getpeername(fd, (struct sockaddr *)&there, &len) == -1)
        perror("getpeername"); /* no other end: not a reason to stop here */
    else
        show_end(which, &there, len);
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s address\n", argv[0]);
        return EXIT_FAILURE;
    }
    struct sockaddr_storage server;
    socklen_t len = fill(argv[1], &server);

    int fd = socket(server.ss_family, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");
    /* begin: before_and_after */
    show_here("before:", fd);
    show_there("before:", fd);

    if (connect(fd, (struct sockaddr *)&server, len) == -1)
        die("connect");
    show_here("here:  ", fd);
    show_there("there: ", fd);
    /* end: before_and_after */

    printf("Enter closes the connection\n");
    getchar(); /* whatever it gives, even end of input, we are done */
    close(fd);
    return EXIT_SUCCESS;
}
