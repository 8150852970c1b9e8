/* See clients.h. */
#define _POSIX_C_SOURCE 200809L
#include "clients.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* What the kernel keeps for a client that does not read, in bytes; Linux takes
 * twice as much, for its own needs too (socket(7)). */
enum { KEPT = 32 * 1024 };

enum state {
    FREE,    /* nobody */
    TALKING, /* its thread serves fd */
    LEFT,    /* fd is closed; its thread is still to be joined */
};

struct client {
    enum state state;
    int fd;
    void (*serve)(int fd);
    pthread_t thread;
};

static struct client *table;
static size_t room;
/* Guards each state, and that the fd of who is TALKING is open. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

void clients_open(size_t wanted)
{
    table = calloc(wanted, sizeof *table);
    if (!table) {
        perror("calloc");
        exit(EXIT_FAILURE);
    }
    room = wanted;
}

/* The life of one thread. */
static void *live(void *argument)
{
    struct client *self = argument;
    self->serve(self->fd);

    pthread_mutex_lock(&lock);
    self->state = LEFT;
    close(self->fd); /* from here on the number may be another's */
    pthread_mutex_unlock(&lock);
    return NULL;
}

/* Joins the threads of those who have left. To be called with the lock: such
 * a thread does not need it any more. */
static void join_who_left(void)
{
    for (size_t i = 0; i < room; i++) {
        if (table[i].state == LEFT) {
            pthread_join(table[i].thread, NULL);
            table[i].state = FREE;
        }
    }
}

static struct client *free_place(void)
{
    for (size_t i = 0; i < room; i++)
        if (table[i].state == FREE)
            return &table[i];
    return NULL;
}

bool clients_admit(int fd, void (*serve)(int fd))
{
    int kept = KEPT;
    if (setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &kept, sizeof kept) == -1) {
        perror("setsockopt");
        return false;
    }
    pthread_mutex_lock(&lock);
    join_who_left();
    struct client *place = free_place();
    if (place) {
        *place = (struct client){.state = TALKING, .fd = fd, .serve = serve};
        int problem = pthread_create(&place->thread, NULL, live, place);
        if (problem != 0) {
            fprintf(stderr, "pthread_create: %s\n", strerror(problem));
            place->state = FREE;
            place = NULL;
        }
    }
    pthread_mutex_unlock(&lock);
    return place != NULL;
}

void clients_tell_all(const char *text, size_t len)
{
    pthread_mutex_lock(&lock);
    for (size_t i = 0; i < room; i++) {
        struct client *one = &table[i];
        if (one->state != TALKING)
            continue;
        ssize_t n = send(one->fd, text, len, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (n != (ssize_t)len)
            shutdown(one->fd, SHUT_RDWR); /* its own thread closes */
    }
    pthread_mutex_unlock(&lock);
}

void clients_close(void)
{
    pthread_mutex_lock(&lock);
    for (size_t i = 0; i < room; i++)
        if (table[i].state == TALKING)
            shutdown(table[i].fd, SHUT_RDWR); /* wakes its recv or send */
    pthread_mutex_unlock(&lock);

    for (size_t i = 0; i < room; i++) {
        pthread_mutex_lock(&lock);
        bool started = table[i].state != FREE;
        pthread_mutex_unlock(&lock);
        if (started) /* not under the lock: this thread may need it to leave */
            pthread_join(table[i].thread, NULL);
    }
    free(table);
}
