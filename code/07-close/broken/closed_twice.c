/* Wrong on purpose: alice's descriptor is closed twice. The second close hits
 * bob, who was given the same number in between.
 *
 *   cc closed_twice.c -o closed_twice
 *   ./closed_twice                 then, twice: ../by_hand 127.0.0.1
 */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
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
    int on = 1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1)
        die("setsockopt");
    struct sockaddr_in here = {
        .sin_family = AF_INET,
        .sin_port = htons(port),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    if (bind(fd, (struct sockaddr *)&here, sizeof here) == -1)
        die("bind");
    if (listen(fd, SOMAXCONN) == -1)
        die("listen");
    return fd;
}

static int accept_one(int listening, const char *name)
{
    int fd = accept(listening, NULL, NULL);
    if (fd == -1)
        die("accept");
    printf("%s: descriptor %d\n", name, fd);
    return fd;
}

int main(void)
{
    int listening = listen_on(PORT);
    puts("listening");

    /* begin: twice */
    int alice = accept_one(listening, "alice");
    printf("close(alice): %d\n", close(alice));

    int bob = accept_one(listening, "bob");
    printf("close(alice) again: %d\n", close(alice)); /* the bug */

    if (send(bob, "hello", 5, MSG_NOSIGNAL) == -1)
        perror("send to bob");
    /* end: twice */
    close(listening);
    return EXIT_SUCCESS;
}
