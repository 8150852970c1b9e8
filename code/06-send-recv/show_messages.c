/* Take clients on port 3001, one after the other, and show their messages.
 *
 *   cc show_messages.c connection.c stream.c -o show_messages
 *   ./show_messages                then: ./send_messages hello
 */
#define _POSIX_C_SOURCE 200809L
#include "connection.h"
#include "stream.h"
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

enum { PORT = 3001 };

static void show_messages(int fd)
{
    char text[MESSAGE_MAX];
    size_t len;
    int result;
    while ((result = recv_message(fd, text, sizeof text, &len)) == 1)
        printf("%zu bytes: \"%.*s\"\n", len, (int)len, text);
    if (result == -1 && errno == EMSGSIZE)
        printf("%zu bytes announced: dropped\n", len);
    else if (result == -1)
        perror("dropped");
    else
        puts("(left)");
}

int main(void)
{
    int listening = listen_on(PORT);
    puts("listening");
    for (;;) {
        int client = accept_one(listening);
        show_messages(client);
        close(client);
    }
}
