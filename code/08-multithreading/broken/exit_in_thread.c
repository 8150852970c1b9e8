/* Wrong on purpose: a thread that has finished calls exit.
 *
 *   cc -pthread exit_in_thread.c -o exit_in_thread
 *   ./exit_in_thread               then, in two other terminals:
 *                                  ../chat_client
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
    int client = *(int *)argument;
    free(argument);
    echo(client);
    close(client);
    exit(EXIT_SUCCESS); /* should be: return NULL */
}

/* Starts a thread for this client; where none can be had, the client goes. */
static void start_serving(int client)
{
    int *copy = malloc(sizeof *copy);
    if (!copy)
        die("malloc");
    *copy = client;

    pthread_t thread;
    int problem = pthread_create(&thread, NULL, serve, copy);
    if (problem != 0) {
        fprintf(stderr, "pthread_create: %s\n", strerror(problem));
        free(copy);
        close(client);
        return;
    }
    pthread_detach(thread); /* nobody will wait for its end */
}

int main(void)
{
    int listening = listen_on(PORT);
    puts("listening");
    for (;;)
        start_serving(accept_one(listening));
}
