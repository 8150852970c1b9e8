/* Wrong on purpose: all threads are given the address of one variable.
 *
 *   cc -pthread -g -fsanitize=thread shared_variable.c -o shared_variable
 *   ./shared_variable              then, in two other terminals: ./talk of
 *                                  chapter 04
 */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdint.h>
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

static int accept_one(int listening)
{
    for (;;) {
        int fd = accept(listening, NULL, NULL);
        if (fd >= 0)
            return fd;
        if (errno != EINTR && errno != ECONNABORTED)
            die("accept");
    }
}

/* Serves this client to the end of what it sends; a failure ends it too. */
static void echo(int fd)
{
    char text[256];
    ssize_t n;
    while ((n = recv(fd, text, sizeof text, 0)) > 0) {
        /* no signals, no time limit: whole, or the client is gone */
        if (send(fd, text, (size_t)n, MSG_NOSIGNAL) == -1) {
            perror("send");
            return;
        }
    }
    if (n == -1)
        perror("recv");
}

static void *serve(void *argument)
{
    int client = *(int *)argument; /* when? main has gone on meanwhile */
    echo(client);
    close(client);
    return NULL;
}

int main(void)
{
    int listening = listen_on(PORT);
    puts("listening");
    /* begin: one_for_all */
    int client;
    for (;;) {
        client = accept_one(listening);
        pthread_t thread;
        int problem = pthread_create(&thread, NULL, serve, &client);
        /* end: one_for_all */
        if (problem != 0) {
            fprintf(stderr, "pthread_create: %s\n", strerror(problem));
            close(client);
            continue;
        }
        pthread_detach(thread);
    }
}
