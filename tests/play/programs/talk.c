/* One side of a conversation over TCP: talk ADDRESS, or talk to listen. It
 * sends what is typed and prints what comes. */
#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons(3001)};
    char bytes[256];
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (argc > 1) {
        inet_pton(AF_INET, argv[1], &address.sin_addr);
        if (connect(fd, (struct sockaddr *)&address, sizeof address) == -1) {
            puts(strerror(errno));
            return 1;
        }
    } else {
        if (bind(fd, (struct sockaddr *)&address, sizeof address) == -1 ||
            listen(fd, 1) == -1)
            return 1;
        puts("listening");
        int listening = fd;
        fd = accept(listening, NULL, NULL);
        close(listening);
    }
    puts("connected");
    struct pollfd either[] = {{.fd = fd, .events = POLLIN},
                              {.fd = STDIN_FILENO, .events = POLLIN}};
    while (poll(either, 2, -1) != -1) {
        ssize_t len;
        if (either[1].revents) {
            if ((len = read(STDIN_FILENO, bytes, sizeof bytes)) <= 0)
                break;
            send(fd, bytes, (size_t)len, MSG_NOSIGNAL);
        } else {
            if ((len = recv(fd, bytes, sizeof bytes, 0)) <= 0)
                break;
            printf("got %.*s", (int)len, bytes);
        }
    }
    close(fd);
    return 0;
}
