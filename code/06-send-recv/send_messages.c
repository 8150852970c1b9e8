/* Connect to port 3001; send each argument as one message.
 *
 *   cc send_messages.c connection.c stream.c -o send_messages
 *   ./send_messages hello 'how are you?'     while ./show_messages runs
 */
#define _POSIX_C_SOURCE 200809L
#include "connection.h"
#include "stream.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PORT = 3001 };

int main(int argc, char **argv)
{
    int fd = connect_to(PORT);
    for (int i = 1; i < argc; i++)
        if (send_message(fd, argv[i], strlen(argv[i])) == -1)
            die("send_message");
    close(fd);
    return EXIT_SUCCESS;
}
