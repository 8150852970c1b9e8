/* Take one client on port 3001, and count the calls of recv that it takes to
 * get all that it sends. Each call has room for the whole million bytes.
 *
 *   cc gulp.c -o gulp && ./gulp    then, in another terminal: ./pour
 */
#define _POSIX_C_SOURCE 200809L
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 3001, SIZE = 1000000 };

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static int accept_one_client(void)
{
    int listening = socket(AF_INET, SOCK_STREAM, 0);
    if (listening == -1)
        die("socket");
    int on = 1; /* or a restart fails while old connections are in TIME_WAIT */
    if (setsockopt(listening, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1)
        die("setsockopt");
    struct sockaddr_in here = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    if (bind(listening, (struct sockaddr *)&here, sizeof here) == -1)
        die("bind");
    if (listen(listening, 1) == -1)
        die("listen");
    printf("listening on port %d\n", PORT);

    int fd = accept(listening, NULL, NULL);
    if (fd == -1)
        die("accept");
    close(listening);
    return fd;
}

int main(void)
{
    static char bytes[SIZE];
    int fd = accept_one_client();

    /* begin: gulp */
    int calls = 0;
    size_t total = 0;
    ssize_t n;
    while ((n = recv(fd, bytes, sizeof bytes, 0)) > 0) {
        calls++;
        total += (size_t)n;
    }
    if (n == -1)
        die("recv");
    printf("%zu bytes in %s: %d\n", total,
           calls > 1 ? "more than one recv" : "one recv", calls);
    /* end: gulp */

    close(fd);
    return EXIT_SUCCESS;
}
