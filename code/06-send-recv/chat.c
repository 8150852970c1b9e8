/* Connect to port 3001; send each line typed as "[time] nickname: text".
 *
 *   cc chat.c connection.c stream.c -o chat
 *   ./chat alice                   while ./show_lines runs; Ctrl-D leaves
 */
#define _POSIX_C_SOURCE 200809L
#include "connection.h"
#include "stream.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { PORT = 3001, LINE_SIZE = 64 /* as show_lines allows */ };

/* Sends one line: "[12:34] alice: text". */
static void say(int fd, const char *name, const char *text)
{
    time_t now = time(NULL);
    struct tm local;
    if (!localtime_r(&now, &local))
        die("localtime_r");

    char line[LINE_SIZE];
    int len = snprintf(line, sizeof line, "[%02d:%02d] %s: %s\n", local.tm_hour,
                       local.tm_min, name, text);
    if (len < 0 || (size_t)len >= sizeof line) {
        puts("too long: not sent");
        return;
    }
    if (send_all(fd, line, (size_t)len) == -1)
        die("send");
}

int main(int argc, char **argv)
{
    if (argc != 2 || strchr(argv[1], '\n')) {
        fprintf(stderr, "usage: %s nickname\n", argv[0]);
        return EXIT_FAILURE;
    }
    int fd = connect_to(PORT);
    puts("connected");

    char *text = NULL; /* getline gives it the room that a line needs */
    size_t room = 0;
    ssize_t len;
    while ((len = getline(&text, &room, stdin)) > 0) {
        if (text[len - 1] == '\n')
            text[len - 1] = '\0';
        say(fd, argv[1], text);
    }
    free(text);
    close(fd);
    return EXIT_SUCCESS;
}
