/* Wrong on purpose: accept is called again at once when no descriptor is left.
 * Here for one second, with room for one client, and nobody in the queue.
 *
 *   cc try_again.c -o try_again
 *   ./try_again                    then, in another terminal: ../chat_client
 */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { PORT = 3001 };

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static int listen_on(uint16_t port)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");
    int on = 1; /* or a restart fails while old connections are in TIME_WAIT */
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1)
        die("setsockopt");
    struct sockaddr_in here = {
        .sin_family = AF_INET,
        .sin_port = htons(port),
        .sin_addr.s_addr = htonl(INADDR_ANY),
    };
    if (bind(fd, (struct sockaddr *)&here, sizeof here) == -1)
        die("bind");
    if (listen(fd, SOMAXCONN) == -1)
        die("listen");
    return fd;
}

static double seconds(clockid_t clock)
{
    struct timespec now;
    if (clock_gettime(clock, &now) == -1)
        die("clock_gettime");
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int main(void)
{
    int listening = listen_on(PORT);
    struct rlimit few = {.rlim_cur = (rlim_t)listening + 2,
                         .rlim_max = (rlim_t)listening + 2};
    if (setrlimit(RLIMIT_NOFILE, &few) == -1)
        die("setrlimit");
    puts("listening");

    int client = -1;
    while (client == -1)
        client = accept(listening, NULL, NULL);
    puts("one client accepted, no descriptor left");

    double begin = seconds(CLOCK_MONOTONIC);
    double used = seconds(CLOCK_PROCESS_CPUTIME_ID);
    long failures = 0;
    /* begin: again */
    while (seconds(CLOCK_MONOTONIC) - begin < 1) {
        int next = accept(listening, NULL, NULL);
        if (next == -1 && errno == EMFILE) {
            failures++; /* "try again" */
            continue;
        }
        /* end: again */
        fprintf(stderr, "a client, after all\n");
        return EXIT_FAILURE;
    }
    used = seconds(CLOCK_PROCESS_CPUTIME_ID) - used;
    printf("in one second accept failed %s: %ld\n",
           failures > 1000 ? "more than 1000 times" : "seldom", failures);
    printf("processor time: %.0f ms\n", used * 1000);
    close(client);
    close(listening);
    return EXIT_SUCCESS;
}
