/* A chat room: what one client says, all of them read.
 *
 *   cc -pthread chat_server.c door.c clients.c lines.c -o chat_server
 *   ./chat_server [clients]        then, elsewhere: ./chat_client
 */
#define _POSIX_C_SOURCE 200809L
#include "clients.h"
#include "door.h"
#include "lines.h"

#include <errno.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PORT = 3001, ROOM = 1000, NAME_ROOM = 21, LINE_ROOM = 512 };

/* printf to everyone in the room. */
static void tell_all(const char *format, ...)
{
    char text[NAME_ROOM + LINE_ROOM + 32]; /* a name, a line, our own words */
    va_list values;
    va_start(values, format);
    int len = vsnprintf(text, sizeof text, format, values);
    va_end(values);
    clients_tell_all(text, (size_t)len);
}

/* What a stranger sends may steer the others' terminals: not here. */
static void make_harmless(char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < ' ' || *text == 127)
            *text = ' ';
}

/* The conversation with one client, in its own thread. */
static void talk(int fd)
{
    static const char question[] = "* your name?\n";
    struct line_reader in = {.fd = fd};
    char line[LINE_ROOM], name[NAME_ROOM];
    if (send_all(fd, question, strlen(question)) == -1)
        return;
    if (read_line(&in, line, sizeof line) != 1)
        return;
    make_harmless(line);
    snprintf(name, sizeof name, "%.*s", NAME_ROOM - 1, line);

    tell_all("* %s comes in\n", name);
    int result;
    while ((result = read_line(&in, line, sizeof line)) == 1) {
        make_harmless(line);
        tell_all("%s: %s\n", name, line);
    }
    tell_all("* %s leaves%s\n", name,
             result == -1 && errno == EMSGSIZE ? ", for too long a line" : "");
}

int main(int argc, char **argv)
{
    struct door door;
    door_open(&door, PORT);
    clients_open(argc > 1 ? strtoul(argv[1], NULL, 10) : ROOM);
    puts("* the room is open");

    int client;
    while ((client = door_next(&door)) != -1)
        if (!clients_admit(client, talk))
            door_refuse(client);

    clients_close();
    door_close(&door);
    puts("* the room is closed");
    return EXIT_SUCCESS;
}
