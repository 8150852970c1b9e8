/* Take clients on port 3001, one after the other: hear the request to its
 * end, then answer with a page of ten million bytes.
 *
 *   cc serve_page.c connection.c -o serve_page
 *   ./serve_page                   then, in another terminal: ./rude
 */
#define _POSIX_C_SOURCE 200809L
#include "connection.h"
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 3001, SIZE = 10000000 };

static void serve(int fd)
{
    static char page[SIZE];
    char buf[4096];
    size_t request = 0;
    ssize_t n;
    while ((n = recv(fd, buf, sizeof buf, 0)) > 0)
        request += (size_t)n;
    if (n == -1) {
        perror("recv");
        return;
    }
    printf("%zu bytes asked, %d to answer\n", request, SIZE);

    for (size_t done = 0; done < sizeof page; done += (size_t)n) {
        n = send(fd, page + done, sizeof page - done, MSG_NOSIGNAL);
        if (n == -1) {
            perror("send");
            return;
        }
    }
    puts("answered");
}

int main(void)
{
    int listening = listen_on(PORT);
    puts("listening");
    for (;;) {
        int client = accept_one(listening);
        serve(client);
        close(client);
    }
}
