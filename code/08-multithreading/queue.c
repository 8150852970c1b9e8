/* See queue.h. */
#define _POSIX_C_SOURCE 200809L
#include "queue.h"

#include <stdio.h>
#include <stdlib.h>

void queue_open(struct queue *queue, size_t room)
{
    *queue = (struct queue){.room = room};
    pthread_mutex_init(&queue->lock, NULL);
    pthread_cond_init(&queue->changed, NULL);
    queue->jobs = calloc(room, sizeof *queue->jobs);
    if (!queue->jobs) {
        perror("calloc");
        exit(EXIT_FAILURE);
    }
}

void queue_put(struct queue *queue, struct job job)
{
    pthread_mutex_lock(&queue->lock);
    queue->jobs[(queue->first + queue->count) % queue->room] = job;
    queue->count++;
    pthread_cond_signal(&queue->changed);
    pthread_mutex_unlock(&queue->lock);
}

/* To be called with the lock. */
static bool take_oldest(struct queue *queue, struct job *job)
{
    if (queue->count == 0)
        return false;
    *job = queue->jobs[queue->first];
    queue->first = (queue->first + 1) % queue->room;
    queue->count--;
    return true;
}

bool queue_take(struct queue *queue, struct job *job)
{
    pthread_mutex_lock(&queue->lock);
    while (queue->count == 0 && !queue->closed)
        pthread_cond_wait(&queue->changed, &queue->lock);
    bool taken = take_oldest(queue, job);
    pthread_mutex_unlock(&queue->lock);
    return taken;
}

bool queue_take_now(struct queue *queue, struct job *job)
{
    pthread_mutex_lock(&queue->lock);
    bool taken = take_oldest(queue, job);
    pthread_mutex_unlock(&queue->lock);
    return taken;
}

void queue_close(struct queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    queue->closed = true;
    pthread_cond_broadcast(&queue->changed);
    pthread_mutex_unlock(&queue->lock);
}

void queue_free(struct queue *queue)
{
    pthread_mutex_destroy(&queue->lock);
    pthread_cond_destroy(&queue->changed);
    free(queue->jobs);
}
