/* A queue between threads: one puts, another takes, and sleeps meanwhile. */
#ifndef QUEUE_H
#define QUEUE_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

/* A client for which there is something to do. */
struct job {
    size_t place; /* in the table of the one who gave it out */
    int fd;
    bool gone; /* it has left: fd is to be closed */
};

struct queue {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct job *jobs; /* a ring: `count` jobs from `first` on */
    size_t room, first, count;
    bool closed;
};

/* Makes an empty queue. A failure ends the program. */
void queue_open(struct queue *queue, size_t room);

/* The caller sees to it that there are never more than `room` jobs. */
void queue_put(struct queue *queue, struct job job);

/* Takes the oldest job, and waits for one. False: closed, and empty. */
bool queue_take(struct queue *queue, struct job *job);

/* As queue_take, but never waits. False: empty. */
bool queue_take_now(struct queue *queue, struct job *job);

/* Wakes all who wait: when the queue is empty they are sent home. */
void queue_close(struct queue *queue);

void queue_free(struct queue *queue);

#endif
