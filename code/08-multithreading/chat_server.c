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
#include <stdbool.h>
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

/* How many bytes the character at text takes; 0 if these bytes are no UTF-8
 * (RFC 3629), or one that steers a terminal: a control character, or one that
 * turns the direction of writing. */
static size_t printable(const char *text)
{
    const unsigned char *t = (const unsigned char *)text;
    if (t[0] < 0x80)
        return t[0] >= ' ' && t[0] != 127;
    size_t len = t[0] < 0xc2 ? 0 : t[0] < 0xe0 ? 2 : t[0] < 0xf0 ? 3 : 4;
    for (size_t i = 1; i < len; i++)
        if ((t[i] & 0xc0) != 0x80)
            return 0; /* so we never read on behind the end, which is 0 */
    if (t[0] > 0xf4 || (t[0] == 0xe0 && t[1] < 0xa0) || /* too long a form */
        (t[0] == 0xed && t[1] > 0x9f) || (t[0] == 0xf0 && t[1] < 0x90) ||
        (t[0] == 0xf4 && t[1] > 0x8f))
        return 0;
    bool control = t[0] == 0xc2 && t[1] < 0xa0;
    bool turns =
        t[0] == 0xe2 && ((t[1] == 0x80 && t[2] >= 0xaa && t[2] <= 0xae) ||
                         (t[1] == 0x81 && t[2] >= 0xa6 && t[2] <= 0xa9));
    return control || turns ? 0 : len;
}

/* What a stranger sends may steer the others' terminals: not here. */
static void make_harmless(char *text)
{
    while (*text) {
        size_t len = printable(text);
        if (len == 0)
            *text = ' ';
        text += len > 0 ? len : 1;
    }
}

/* Asks until it is told a name that is not empty and that begins as nothing
 * which the room says itself; puts as many whole characters of it into name
 * as there is room for. False: the client has left. */
static bool ask_name(struct line_reader *in, char name[NAME_ROOM])
{
    static const char question[] = "* your name?\n";
    char line[LINE_ROOM];
    do {
        if (send_all(in->fd, question, strlen(question)) == -1)
            return false;
        if (read_line(in, line, sizeof line) != 1)
            return false;
        make_harmless(line);
    } while (strchr(" *", line[0])); /* strchr finds the '\0' too */
    size_t len = 0;
    while (line[len] && len + printable(line + len) < NAME_ROOM)
        len += printable(line + len);
    memcpy(name, line, len);
    name[len] = '\0';
    return true;
}

/* The conversation with one client, in its own thread. */
static void talk(int fd)
{
    struct line_reader in = {.fd = fd};
    char line[LINE_ROOM], name[NAME_ROOM];
    if (!ask_name(&in, name))
        return;

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
