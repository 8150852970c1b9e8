/* Connect to a name: ask for its addresses, try them one after the other.
 *
 *   cc ask_name.c -o ask_name
 *   ./ask_name localhost 3001 hello     while ./shout 127.0.0.1 runs
 */
#define _POSIX_C_SOURCE 200809L
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void die_of(const char *call, int problem)
{
    if (problem == EAI_SYSTEM)
        die(call);
    fprintf(stderr, "%s: %s\n", call, gai_strerror(problem));
    exit(EXIT_FAILURE);
}

/* A socket connected to this one address, or -1 and errno. */
static int try_address(const struct addrinfo *one)
{
    char host[INET6_ADDRSTRLEN], port[sizeof "65535"];
    int problem =
        getnameinfo(one->ai_addr, one->ai_addrlen, host, sizeof host, port,
                    sizeof port, NI_NUMERICHOST | NI_NUMERICSERV);
    if (problem != 0)
        die_of("getnameinfo", problem);
    printf("%s port %s: ", host, port);
    fflush(stdout); /* the answer can take minutes */

    int fd = socket(one->ai_family, one->ai_socktype, one->ai_protocol);
    if (fd != -1 && connect(fd, one->ai_addr, one->ai_addrlen) == 0) {
        printf("connected\n");
        return fd;
    }
    perror(fd == -1 ? "socket" : "connect");
    if (fd != -1)
        close(fd); /* the next address gets a new socket */
    return -1;
}

/* A socket connected to the first address that answers, or -1. */
static int connect_to(const char *name, const char *service)
{
    struct addrinfo hints = {
        .ai_family = AF_UNSPEC, /* IPv6 and IPv4 */
        .ai_socktype = SOCK_STREAM,
    };
    struct addrinfo *list;
    int problem = getaddrinfo(name, service, &hints, &list);
    if (problem != 0)
        die_of("getaddrinfo", problem);

    int fd = -1;
    for (struct addrinfo *one = list; one != NULL; one = one->ai_next) {
        fd = try_address(one);
        if (fd != -1)
            break;
    }
    freeaddrinfo(list);
    return fd;
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: %s name service something\n", argv[0]);
        return EXIT_FAILURE;
    }
    int fd = connect_to(argv[1], argv[2]);
    if (fd == -1)
        return EXIT_FAILURE;

    size_t len = strlen(argv[3]);
    if (send(fd, argv[3], len, MSG_NOSIGNAL) == -1)
        die("send"); /* few bytes: sent whole; chapter 06 says why */

    char buf[256]; /* the answer is as long as what we said */
    for (size_t got = 0; got < len;) {
        ssize_t n = recv(fd, buf, sizeof buf, 0);
        if (n == -1)
            die("recv");
        if (n == 0)
            break; /* the server left before it had answered in full */
        fwrite(buf, 1, (size_t)n, stdout);
        got += (size_t)n;
    }
    putchar('\n');
    close(fd);
    return EXIT_SUCCESS;
}
