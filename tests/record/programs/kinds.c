/* A thread, a child, poll, epoll, UDP, a pair of Unix sockets, IPv6: each once,
 * each in one process that hears itself. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static void *of_thread(void *argument)
{
    int *fd = argument;
    char byte;
    return recv(*fd, &byte, 1, 0) == 1 ? argument : NULL;
}

static int unix_pair(void)
{
    int ends[2];
    pthread_t thread;
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == -1 ||
        pthread_create(&thread, NULL, of_thread, &ends[1]) != 0 ||
        send(ends[0], "u", 1, MSG_NOSIGNAL) != 1)
        return -1;
    pthread_join(thread, NULL);
    close(ends[0]);
    return close(ends[1]);
}

static int datagram(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons(3002)};
    char bytes[8];
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
    if (bind(fd, (struct sockaddr *)&address, sizeof address) == -1 ||
        sendto(fd, "dgram", 5, 0, (struct sockaddr *)&address,
               sizeof address) != 5)
        return -1;
    struct pollfd readable = {.fd = fd, .events = POLLIN};
    if (poll(&readable, 1, -1) != 1 || recv(fd, bytes, sizeof bytes, 0) != 5)
        return -1;
    return close(fd);
}

static int over_ipv6(void)
{
    struct sockaddr_in6 address = {.sin6_family = AF_INET6,
                                   .sin6_port = htons(3003),
                                   .sin6_addr = IN6ADDR_LOOPBACK_INIT};
    int listening = socket(AF_INET6, SOCK_STREAM, 0);
    if (bind(listening, (struct sockaddr *)&address, sizeof address) == -1 ||
        listen(listening, 1) == -1)
        return -1;
    pid_t child = fork();
    if (child == 0) {
        int fd = socket(AF_INET6, SOCK_STREAM, 0);
        if (connect(fd, (struct sockaddr *)&address, sizeof address) == -1)
            _exit(1);
        _exit(0);
    }
    int queue = epoll_create1(0);
    struct epoll_event event = {.events = EPOLLIN};
    if (epoll_ctl(queue, EPOLL_CTL_ADD, listening, &event) == -1 ||
        epoll_wait(queue, &event, 1, -1) != 1)
        return -1;
    int fd = accept(listening, NULL, NULL);
    waitpid(child, NULL, 0);
    close(fd);
    close(queue);
    return close(listening);
}

int main(void)
{
    if (unix_pair() == -1 || datagram() == -1 || over_ipv6() == -1)
        return 1;
    puts("done");
    return 0;
}
