/* Take clients on port 3001, one after the other, and show their lines, as
 * they are: strangers could send control characters to your terminal.
 *
 *   cc show_lines.c connection.c stream.c -o show_lines
 *   ./show_lines                   then: ./send_typed, ./pieces, ./chat alice
 */
#define _POSIX_C_SOURCE 200809L
#include "connection.h"
#include "stream.h"
#include <stdio.h>
#include <unistd.h>

enum { PORT = 3001, LINE_SIZE = 64 /* 63 bytes, and a zero */ };

static void show_lines(int fd)
{
    struct line_reader reader = {.fd = fd};
    char line[LINE_SIZE];
    int result;
    while ((result = read_line(&reader, line, sizeof line)) == 1)
        printf("%s\n", line);
    if (result == -1)
        perror("dropped"); /* this client's end, not the server's */
    else
        puts("(left)");
}

int main(void)
{
    int listening = listen_on(PORT);
    puts("listening");
    for (;;) {
        int client = accept_one(listening);
        show_lines(client);
        close(client);
    }
}
