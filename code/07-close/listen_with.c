/* Listen on port 3001 with one socket option, until Enter.
 *
 *   cc listen_with.c ends.c -o listen_with
 *   ./listen_with SO_REUSEADDR     or: ./listen_with SO_REUSEPORT
 */
#define _DEFAULT_SOURCE /* SO_REUSEPORT is not in POSIX.1-2008 */
#include "ends.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 3001 };

int main(int argc, char **argv)
{
    int reuse_port = argc == 2 && strcmp(argv[1], "SO_REUSEPORT") == 0;
    int reuse_addr = argc == 2 && strcmp(argv[1], "SO_REUSEADDR") == 0;
    if (!reuse_port && !reuse_addr) {
        fprintf(stderr, "usage: %s SO_REUSEADDR | SO_REUSEPORT\n", argv[0]);
        return EXIT_FAILURE;
    }
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");

    int on = 1;
    int option = reuse_port ? SO_REUSEPORT : SO_REUSEADDR;
    if (setsockopt(fd, SOL_SOCKET, option, &on, sizeof on) == -1)
        die("setsockopt");
    struct sockaddr_in here = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
        .sin_addr.s_addr = htonl(INADDR_ANY),
    };
    if (bind(fd, (struct sockaddr *)&here, sizeof here) == -1)
        die("bind");
    if (listen(fd, SOMAXCONN) == -1)
        die("listen");
    puts("listening; Enter ends");
    wait_for_enter();
    close(fd);
    return EXIT_SUCCESS;
}
