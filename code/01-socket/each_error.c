/* Cause each error of socket() on purpose.
 *
 *   cc each_error.c -o each_error
 *   ./each_error
 */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LIMIT = 8 }; /* descriptors 0 to 7, and no more */

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static const char *error_name(int error)
{
    switch (error) {
    case EAFNOSUPPORT:
        return "EAFNOSUPPORT";
    case EINVAL:
        return "EINVAL";
    case EMFILE:
        return "EMFILE";
    case EPERM:
        return "EPERM";
    case EPROTONOSUPPORT:
        return "EPROTONOSUPPORT";
    case ESOCKTNOSUPPORT:
        return "ESOCKTNOSUPPORT";
    default:
        return "another error";
    }
}

/* Says what socket() answers; gives the descriptor, or -1. */
static int ask(const char *what, int domain, int type, int protocol)
{
    int fd = socket(domain, type, protocol);
    int error = errno; /* kept at once: printf may change errno */

    if (fd >= 0)
        printf("%s: descriptor %d\n", what, fd);
    else
        printf("%s: %s, %s\n", what, error_name(error), strerror(error));
    return fd;
}

static void forget(int fd)
{
    if (fd >= 0)
        close(fd);
}

static void ask_for_the_impossible(void)
{
    forget(ask("no such domain", 1000, SOCK_STREAM, 0));
    forget(ask("no such type", AF_INET, 1000, 0));
    forget(ask("type not in this domain", AF_INET, SOCK_RDM, 0));
    forget(ask("TCP socket over UDP", AF_INET, SOCK_STREAM, IPPROTO_UDP));
    forget(ask("raw, no privilege", AF_INET, SOCK_RAW, IPPROTO_ICMP));
}

/* Opens sockets until the process may not hold one more. */
static void run_out_of_descriptors(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == -1)
        die("getrlimit");
    limit.rlim_cur = LIMIT;
    if (setrlimit(RLIMIT_NOFILE, &limit) == -1)
        die("setrlimit");

    int fds[LIMIT]; /* room enough: 0, 1 and 2 are already taken */
    int count = 0;
    for (;;) {
        int fd = ask("one more", AF_INET, SOCK_STREAM, 0);
        if (fd == -1)
            break;
        fds[count++] = fd;
    }
    while (count > 0)
        close(fds[--count]);
}

int main(void)
{
    ask_for_the_impossible();
    run_out_of_descriptors();
    return EXIT_SUCCESS;
}
