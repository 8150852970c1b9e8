/* Make shutdown and close fail, once for each reason; and a send after a
 * shutdown.
 *
 *   cc each_error.c ends.c -o each_error && ./each_error
 */
#define _POSIX_C_SOURCE 200809L
#include "ends.h"

#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void print_result(const char *what, int result)
{
    int error = errno; /* kept at once: printf may change errno */
    if (result == -1)
        printf("%s %s\n", what, strerror(error));
    else
        printf("%s %d\n", what, result);
}

int main(void)
{
    int fresh = socket(AF_INET, SOCK_STREAM, 0);
    if (fresh == -1)
        die("socket");
    int listening = listen_on_port();
    int fd = connect_to("127.0.0.1");

    print_result("shutdown, not connected: ", shutdown(fresh, SHUT_WR));
    print_result("shutdown, standard input:", shutdown(STDIN_FILENO, SHUT_WR));
    print_result("shutdown, how = 3:       ", shutdown(fd, 3));
    print_result("shutdown, SHUT_WR:       ", shutdown(fd, SHUT_WR));
    print_result("shutdown, once more:     ", shutdown(fd, SHUT_WR));
    int sent = (int)send(fd, "x", 1, MSG_NOSIGNAL);
    print_result("send, after SHUT_WR:     ", sent);
    print_result("close:                   ", close(fd));
    print_result("shutdown, after close:   ", shutdown(fd, SHUT_WR));
    print_result("close, once more:        ", close(fd));

    close(listening);
    close(fresh);
    return EXIT_SUCCESS;
}
