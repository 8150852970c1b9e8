/* Fill one address of each domain, and print each through one function.
 *
 *   cc show_addresses.c -o show_addresses
 *   ./show_addresses
 */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

enum { PORT = 3000 };

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

/* Prints any address: the family, which comes first in every one of these
 * structures, says what the rest is. */
static void show(const struct sockaddr *addr)
{
    char text[INET6_ADDRSTRLEN]; /* long enough for IPv4 too */
    const void *bytes;
    in_port_t port;

    if (addr->sa_family == AF_INET) {
        const struct sockaddr_in *v4 = (const struct sockaddr_in *)addr;
        bytes = &v4->sin_addr;
        port = v4->sin_port;
    } else if (addr->sa_family == AF_INET6) {
        const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)addr;
        bytes = &v6->sin6_addr;
        port = v6->sin6_port;
    } else {
        printf("no IP address in family %d\n", addr->sa_family);
        return;
    }
    if (!inet_ntop(addr->sa_family, bytes, text, sizeof text))
        die("inet_ntop");
    printf("%s port %d\n", text, ntohs(port));
}

static void fill_and_show(void)
{
    struct sockaddr_in v4 = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    struct sockaddr_in6 v6 = {
        .sin6_family = AF_INET6,
        .sin6_port = htons(PORT),
        .sin6_addr = IN6ADDR_LOOPBACK_INIT, /* already in network order */
    };
    struct sockaddr_un local = {
        .sun_family = AF_UNIX,
        .sun_path = "/tmp/a_socket", /* a path: no address, no port */
    };

    show((const struct sockaddr *)&v4);
    show((const struct sockaddr *)&v6);
    show((const struct sockaddr *)&local);
}

/* Room for an address of any domain, when we cannot know which will come. */
static void keep_any(void)
{
    struct sockaddr_storage any;
    memset(&any, 0, sizeof any);

    struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)&any;
    v6->sin6_family = AF_INET6;
    v6->sin6_port = htons(PORT);
    show((const struct sockaddr *)&any);
}

int main(void)
{
    printf("sockaddr: %zu bytes\n", sizeof(struct sockaddr));
    printf("sockaddr_in: %zu bytes\n", sizeof(struct sockaddr_in));
    printf("sockaddr_in6: %zu bytes\n", sizeof(struct sockaddr_in6));
    printf("sockaddr_un: %zu bytes\n", sizeof(struct sockaddr_un));
    printf("sockaddr_storage: %zu bytes\n", sizeof(struct sockaddr_storage));
    fill_and_show();
    keep_any();
    return EXIT_SUCCESS;
}
