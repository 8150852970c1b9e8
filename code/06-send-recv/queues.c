/* Wait until at least so many bytes lie in the receive queue of port 3001, and
 * in the send queue of its client; print how many. It looks every 10 ms.
 *
 *   cc queues.c -o queues
 *   ./queues 14                    the receive queue alone
 *   ./queues 10000 100000          both
 */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { PORT = 3001, ESTABLISHED = 1 };

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

/* Looks up both queues in the kernel's table of connections (proc(5)). */
static void look(unsigned long *received, unsigned long *unsent)
{
    FILE *table = fopen("/proc/net/tcp", "r");
    if (!table)
        die("/proc/net/tcp");
    char row[256];
    while (fgets(row, sizeof row, table)) {
        unsigned int here, there, state;
        unsigned long send_queue, receive_queue;
        if (sscanf(row, " %*u: %*x:%x %*x:%x %x %lx:%lx", &here, &there, &state,
                   &send_queue, &receive_queue) != 5 ||
            state != ESTABLISHED)
            continue; /* the table's head, or another state */
        if (here == PORT)
            *received = receive_queue;
        if (there == PORT)
            *unsent = send_queue;
    }
    if (ferror(table))
        die("/proc/net/tcp");
    fclose(table);
}

int main(int argc, char **argv)
{
    if (argc < 2 || argc > 3) {
        fprintf(stderr, "usage: %s bytes [bytes]\n", argv[0]);
        return EXIT_FAILURE;
    }
    unsigned long enough = strtoul(argv[1], NULL, 10);
    unsigned long left = argc == 3 ? strtoul(argv[2], NULL, 10) : 0;
    unsigned long received = 0, unsent = 0;
    for (;;) {
        look(&received, &unsent);
        if (received >= enough && unsent >= left)
            break;
        struct timespec moment = {.tv_nsec = 10000000 /* 10 ms */};
        nanosleep(&moment, NULL);
    }
    printf("receive queue: %lu bytes\n", received);
    if (argc == 3)
        printf("send queue: %lu bytes\n", unsent);
    return EXIT_SUCCESS;
}
