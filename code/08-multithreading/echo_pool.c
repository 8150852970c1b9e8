/* Give each client back what it sends: many clients, four threads.
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

/* What a client has sent and has not been given back yet: from start to end. */
struct client {
    char text[1024];
    size_t start, end;
};

/* poll refuses more places than descriptors are allowed, even free ones: it is
 * given those up to `used`. Each place that is not FREE has a descriptor that
 * is open, so there are never more of them. */
struct table {
    struct pollfd *watched;
    size_t used, room;
};

static struct queue to_do;
static struct queue done;
static struct client *clients; /* one for each place */
static int back;               /* an eventfd: some jobs are done */

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static bool only_for_now(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

/* Gives back what is there now; false when this client is to go. Never waits:
 * a worker that waits for one client would be missing to the others. What the
 * client has no room for is kept, and nothing more is read meanwhile. */
static bool echo_once(struct client *client, int fd)
{
    if (client->start == client->end) {
        ssize_t n = recv(fd, client->text, sizeof client->text, MSG_DONTWAIT);
        if (n == -1)
            return only_for_now(errno);
        if (n == 0)
            return false;
        client->start = 0;
        client->end = (size_t)n;
    }
    ssize_t n = send(fd, client->text + client->start,
                     client->end - client->start, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (n == -1)
        return only_for_now(errno);
    client->start += (size_t)n;
    return true;
}

/* The life of a worker: job after job, whosever it is. */
static void *work(void *unused)
{
    struct job job;
    while (queue_take(&to_do, &job)) {
        job.gone = !echo_once(&clients[job.place], job.fd);
        queue_put(&done, job);
        uint64_t one = 1;
        if (write(back, &one, sizeof one) == -1) /* wakes the main thread */
            die("write");
    }
    return unused;
}

/* Who was being served is watched again, or gone. Closed here, not by the
 * worker: a place and its descriptor become free together. */
static void take_back(struct table *table)
{
    uint64_t count;
    if (read(back, &count, sizeof count) == -1 && errno != EAGAIN)
        die("read");
    struct job job;
    while (queue_take_now(&done, &job)) {
        if (job.gone) {
            close(job.fd);
            job.fd = FREE;
        }
        const struct client *client = &clients[job.place];
        bool rest = client->start < client->end;
        table->watched[job.place] = (struct pollfd){
            .fd = job.fd,
            .events = rest ? POLLOUT : POLLIN,
        };
    }
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
    clients[place].start = clients[place].end = 0;
    if (place == table->used)
        table->used++;
}

/* Makes a job of each client that has sent something, has room again, or has
 * left. */
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
    clients = calloc(table.room, sizeof *clients);
    if (!table.watched || !clients)
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
    free(clients);
    door_close(&door);
    puts("all have left");
    return EXIT_SUCCESS;
}
