/* Show a port and an address as they lie in memory, byte by byte.
 *
 *   cc show_bytes.c -o show_bytes
 *   ./show_bytes
 */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* begin: show_bytes */
static void show(const char *what, const void *start, size_t size)
{
    const unsigned char *byte = start;
    printf("%s:", what);
    for (size_t i = 0; i < size; i++)
        printf(" %d", byte[i]);
    printf("\n");
}

int main(void)
{
    uint16_t port = 3000; /* 11 times 256, plus 184 */
    uint16_t network_port = htons(port);
    show("port", &port, sizeof port);
    show("htons(port)", &network_port, sizeof network_port);
    printf("ntohs(htons(port)) = %d\n", ntohs(network_port));
    printf("htons(port) taken for a number = %d\n", network_port);

    uint32_t addr = INADDR_LOOPBACK; /* 127.0.0.1 as one number */
    uint32_t network_addr = htonl(addr);
    show("INADDR_LOOPBACK", &addr, sizeof addr);
    show("htonl(INADDR_LOOPBACK)", &network_addr, sizeof network_addr);
    return EXIT_SUCCESS;
}
/* end: show_bytes */
