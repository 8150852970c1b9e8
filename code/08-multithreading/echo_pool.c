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

/* poll refuses more places than descriptors are allowed, even free ones: it is
 * given those up to `used`. */
struct table {
    struct pollfd *watched;
    size_t used, room;
};

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
static void take_back(struct table *table)
{
    uint64_t count;
    if (read(back, &count, sizeof count) == -1 && errno != EAGAIN)
        die("read");
    struct job job;
    while (queue_take_now(&done, &job))
        table->watched[job.place].fd = job.fd;
}

static void watch(struct table *table, int fd)
{
    size_t place = 0;
    while (place < table->used && table->watched[place].fd != FREE)
        place++;
    if (place == table->room) {
        door_refuse(fd);
        return;
    }
    table->watched[place] = (struct pollfd){.fd = fd, .events = POLLIN};
    if (place == table->used)
        table->used++;
}

/* Makes a job of each client that has sent something, or left. */
static void hand_out(struct table *table)
{
    for (size_t i = CLIENTS; i < table->used; i++) {
        struct pollfd *one = &table->watched[i];
        if (one->fd >= 0 && one->revents != 0) {
            queue_put(&to_do, (struct job){.place = i, .fd = one->fd});
            one->fd = BUSY;
        }
    }
}

/* The life of the main thread, until Ctrl-C. */
static void distribute(struct door *door, struct table *table)
{
    struct pollfd *watched = table->watched;
    for (;;) {
        watched[LISTENING].fd = door->resting ? BUSY : door->listening;
        int timeout = door->resting ? REST_MS : -1;
        if (poll(watched, table->used, timeout) == -1) {
            if (errno == EINTR)
                continue;
            die("poll");
        }
        if (watched[STOP].revents != 0)
            return;
        hand_out(table);
        if (watched[BACK].revents != 0)
            take_back(table);
        if (door->resting || watched[LISTENING].revents != 0) {
            int client = door_accept(door);
            if (client != -1)
                watch(table, client);
        }
    }
}

int main(int argc, char **argv)
{
    struct door door;
    door_open(&door, PORT);
    size_t room = argc > 1 ? strtoul(argv[1], NULL, 10) : ROOM;
    struct table table = {.room = CLIENTS + room};
    table.watched = calloc(table.room, sizeof *table.watched);
    if (!table.watched)
        die("calloc");
    back = eventfd(0, EFD_NONBLOCK);
    if (back == -1)
        die("eventfd");
    watch(&table, door.stop); /* the order of STOP, LISTENING, BACK */
    watch(&table, door.listening);
    watch(&table, back);
    queue_open(&to_do, room);
    queue_open(&done, room);

    pthread_t workers[WORKERS];
    for (int i = 0; i < WORKERS; i++) {
        int problem = pthread_create(&workers[i], NULL, work, NULL);
        if (problem != 0) {
            fprintf(stderr, "pthread_create: %s\n", strerror(problem));
            return EXIT_FAILURE;
        }
    }
    puts("listening");
    distribute(&door, &table);

    queue_close(&to_do);
    for (int i = 0; i < WORKERS; i++)
        pthread_join(workers[i], NULL);
    take_back(&table); /* now no client is BUSY */
    for (size_t i = CLIENTS; i < table.used; i++)
        if (table.watched[i].fd >= 0)
            close(table.watched[i].fd);
    close(back);
    queue_free(&to_do);
    queue_free(&done);
    free(table.watched);
    door_close(&door);
    puts("all have left");
    return EXIT_SUCCESS;
}
