/* Give each client back what it sends: any number of clients, four threads.
 * The main thread watches all sockets; who has sent something becomes a job.
 *
 *   cc -pthread echo_pool.c door.c queue.c -o echo_pool
 *   ./echo_pool [clients]          Ctrl-C stops it
 */
#define _POSIX_C_SOURCE 200809L
#include "door.h"
#include "queue.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 3001, ROOM = 1000, WORKERS = 4 };

/* What the main thread watches: three of its own, then the clients. */
enum { STOP, LISTENING, BACK, CLIENTS };
/* Instead of a client's descriptor; poll skips what is negative. */
enum { FREE = -1, BUSY = -2 };

static struct queue to_do;
static struct queue done;
static int back; /* an eventfd: some jobs are done */

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

/* Gives back what is there now; false when this client is to go. Never waits:
 * a worker that waits for one client would be missing to the others. */
static bool echo_once(int fd)
{
    char text[1024];
    ssize_t n = recv(fd, text, sizeof text, MSG_DONTWAIT);
    if (n == -1)
        return errno == EAGAIN || errno == EINTR;
    if (n == 0)
        return false;
    return send(fd, text, (size_t)n, MSG_DONTWAIT | MSG_NOSIGNAL) == n;
}

/* The life of a worker: job after job, whosever it is. */
static void *work(void *unused)
{
    struct job job;
    while (queue_take(&to_do, &job)) {
        if (!echo_once(job.fd)) {
            close(job.fd);
            job.fd = FREE;
        }
        queue_put(&done, job);
        uint64_t one = 1;
        if (write(back, &one, sizeof one) == -1) /* wakes the main thread */
            die("write");
    }
    return unused;
}

/* Who was being served is watched again, or gone. */
static void take_back(struct pollfd *watched)
{
    uint64_t count;
    if (read(back, &count, sizeof count) == -1 && errno != EAGAIN)
        die("read");
    struct job job;
    while (queue_take_now(&done, &job))
        watched[job.place].fd = job.fd;
}

static void admit(struct pollfd *watched, size_t places, int client)
{
    for (size_t i = CLIENTS; i < places; i++) {
        if (watched[i].fd == FREE) {
            watched[i].fd = client;
            return;
        }
    }
    door_refuse(client);
}

/* Hands out jobs until Ctrl-C. */
static void watch(struct door *door, struct pollfd *watched, size_t places)
{
    for (;;) {
        watched[LISTENING].fd = door->resting ? -1 : door->listening;
        int timeout = door->resting ? REST_MS : -1;
        if (poll(watched, places, timeout) == -1 && errno != EINTR)
            die("poll");
        if (watched[STOP].revents != 0)
            return;
        for (size_t i = CLIENTS; i < places; i++) {
            if (watched[i].fd >= 0 && watched[i].revents != 0) {
                queue_put(&to_do,
                          (struct job){.place = i, .fd = watched[i].fd});
                watched[i].fd = BUSY;
            }
        }
        if (watched[BACK].revents != 0)
            take_back(watched);
        if (door->resting || watched[LISTENING].revents != 0) {
            int client = door_accept(door);
            if (client != -1)
                admit(watched, places, client);
        }
    }
}

int main(int argc, char **argv)
{
    struct door door;
    door_open(&door, PORT);
    size_t room = argc > 1 ? strtoul(argv[1], NULL, 10) : ROOM;
    size_t places = CLIENTS + room;
    struct pollfd *watched = calloc(places, sizeof *watched);
    if (!watched)
        die("calloc");
    back = eventfd(0, EFD_NONBLOCK);
    if (back == -1)
        die("eventfd");
    queue_open(&to_do, room);
    queue_open(&done, room);
    for (size_t i = 0; i < places; i++)
        watched[i] = (struct pollfd){.fd = FREE, .events = POLLIN};
    watched[STOP].fd = door.stop;
    watched[BACK].fd = back;

    pthread_t workers[WORKERS];
    for (int i = 0; i < WORKERS; i++) {
        int problem = pthread_create(&workers[i], NULL, work, NULL);
        if (problem != 0) {
            fprintf(stderr, "pthread_create: %s\n", strerror(problem));
            return EXIT_FAILURE;
        }
    }
    puts("listening");
    watch(&door, watched, places);

    queue_close(&to_do);
    for (int i = 0; i < WORKERS; i++)
        pthread_join(workers[i], NULL);
    take_back(watched); /* now no client is BUSY */
    for (size_t i = CLIENTS; i < places; i++)
        if (watched[i].fd >= 0)
            close(watched[i].fd);
    close(back);
    queue_free(&to_do);
    queue_free(&done);
    free(watched);
    door_close(&door);
    puts("all have left");
    return EXIT_SUCCESS;
}
