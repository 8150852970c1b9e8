/* Open a socket of each domain and type, and print what the kernel says
 * of it.
 *
 *   cc each_kind.c -o each_kind
 *   ./each_kind
 *   sudo ./each_kind         and see which line changes
 */
#define _DEFAULT_SOURCE /* for SO_DOMAIN, SO_PROTOCOL: not in POSIX.1-2008 */
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static const char *domain_name(int domain)
{
    switch (domain) {
    case AF_UNIX:
        return "AF_UNIX";
    case AF_INET:
        return "AF_INET";
    case AF_INET6:
        return "AF_INET6";
    default:
        return "another domain";
    }
}

static const char *type_name(int type)
{
    switch (type) {
    case SOCK_STREAM:
        return "SOCK_STREAM";
    case SOCK_DGRAM:
        return "SOCK_DGRAM";
    case SOCK_RAW:
        return "SOCK_RAW";
    default:
        return "another type";
    }
}

static int option(int fd, int name)
{
    int value;
    socklen_t len = sizeof value;
    if (getsockopt(fd, SOL_SOCKET, name, &value, &len) == -1)
        die("getsockopt");
    return value;
}

/* Opens one socket and prints what it is, or why there is none. */
static void show(int domain, int type, int protocol)
{
    int fd = socket(domain, type, protocol);
    if (fd == -1) {
        perror(type_name(type));
        return;
    }
    printf("%s %s protocol %d\n", domain_name(option(fd, SO_DOMAIN)),
           type_name(option(fd, SO_TYPE)), option(fd, SO_PROTOCOL));
    close(fd);
}

int main(void)
{
    show(AF_INET, SOCK_STREAM, 0); /* 0: the usual protocol of this type */
    show(AF_INET, SOCK_DGRAM, 0);
    show(AF_INET6, SOCK_STREAM, 0);
    show(AF_INET6, SOCK_DGRAM, 0);
    show(AF_UNIX, SOCK_STREAM, 0);
    show(AF_UNIX, SOCK_DGRAM, 0);
    show(AF_INET, SOCK_RAW, IPPROTO_ICMP); /* raw has no usual protocol */
    return EXIT_SUCCESS;
}
