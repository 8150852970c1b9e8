/* Read an IPv4 address typed as text, with inet_pton and with the older
 * inet_addr.
 *
 *   cc read_address.c -o read_address
 *   ./read_address 127.0.0.1 localhost 255.255.255.255
 */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void show(const char *call, const struct in_addr *addr)
{
    char text[INET_ADDRSTRLEN];
    if (!inet_ntop(AF_INET, addr, text, sizeof text))
        die("inet_ntop");
    printf("%s: %s\n", call, text);
}

/* begin: read_both */
static void read_with_inet_pton(const char *text)
{
    struct in_addr addr;
    int result = inet_pton(AF_INET, text, &addr);
    if (result == 1)
        show("inet_pton", &addr);
    else if (result == 0) /* no error in errno: only an unfit text */
        printf("inet_pton: '%s' is not an IPv4 address\n", text);
    else
        die("inet_pton"); /* -1: unknown family */
}

static void read_with_inet_addr(const char *text)
{
    struct in_addr addr = {.s_addr = inet_addr(text)};
    show("inet_addr", &addr);
}
/* end: read_both */

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        read_with_inet_pton(argv[i]);
        read_with_inet_addr(argv[i]);
    }
    return EXIT_SUCCESS;
}
