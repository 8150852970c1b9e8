/* Count what each client sends, to the end, and answer with the number.
 *
 *   cc count.c ends.c -o count
 *   ./count                        then, in another terminal: ./ask_count hello
 */
#define _POSIX_C_SOURCE 200809L
#include "ends.h"

#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

/* Only when all is there can it be counted: the client must say "no more". */
static void serve(int fd)
{
    char text[256], answer[64];
    size_t total = 0;
    ssize_t n;
    while ((n = recv(fd, text, sizeof text, 0)) > 0)
        total += (size_t)n;
    if (n == -1) {
        perror("recv");
        return; /* the end of this client, not of the server */
    }
    int len = snprintf(answer, sizeof answer, "%zu bytes\n", total);
    printf("recv: 0; answer: %s", answer);
    if (send(fd, answer, (size_t)len, MSG_NOSIGNAL) == -1)
        perror("send"); /* few bytes, no signal: no part of them */
}

int main(void)
{
    int listening = listen_on_port();
    puts("listening");
    for (;;) {
        int client = accept_one(listening);
        puts("one client");
        serve(client);
        close(client);
    }
}
