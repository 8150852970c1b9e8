/* Cause each error of bind() on purpose.
 *
 *   cc each_error.c -o each_error
 *   ./each_error               as an ordinary user
 */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 3000 };

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static const char *error_name(int error)
{
    switch (error) {
    case EACCES:
        return "EACCES";
    case EADDRINUSE:
        return "EADDRINUSE";
    case EADDRNOTAVAIL:
        return "EADDRNOTAVAIL";
    case EAFNOSUPPORT:
        return "EAFNOSUPPORT";
    case EBADF:
        return "EBADF";
    case EINVAL:
        return "EINVAL";
    case ENOTSOCK:
        return "ENOTSOCK";
    default:
        return "another error";
    }
}

static int open_socket(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        die("socket");
    return fd;
}

static struct sockaddr_in address(const char *text, uint16_t port)
{
    struct sockaddr_in addr = {
        .sin_family = AF_INET,
        .sin_port = htons(port),
    };
    if (inet_pton(AF_INET, text, &addr.sin_addr) != 1) {
        fprintf(stderr, "%s: not an IPv4 address\n", text);
        exit(EXIT_FAILURE);
    }
    return addr;
}

/* Binds this socket and says what the kernel answers. */
static void ask(const char *what, int fd, struct sockaddr_in addr,
                socklen_t len)
{
    if (bind(fd, (struct sockaddr *)&addr, len) == 0) {
        printf("%s: done\n", what);
        return;
    }
    int error = errno; /* kept at once: printf may change errno */
    printf("%s: %s, %s\n", what, error_name(error), strerror(error));
}

int main(void)
{
    int first = open_socket();
    int second = open_socket();
    socklen_t len = sizeof(struct sockaddr_in);

    struct sockaddr_in here = address("127.0.0.1", PORT);
    struct sockaddr_in everywhere = address("0.0.0.0", PORT);
    struct sockaddr_in low = address("127.0.0.1", 80);
    struct sockaddr_in elsewhere = address("192.0.2.1", PORT);
    struct sockaddr_in wrong_family = here;
    wrong_family.sin_family = AF_INET6;

    ask("first socket", first, here, len);
    ask("first socket again", first, address("127.0.0.1", PORT + 1), len);
    ask("second socket, same port", second, here, len);
    ask("second socket, every address", second, everywhere, len);
    ask("port 80", second, low, len);
    ask("not an address of ours", second, elsewhere, len);
    ask("IPv6 in an IPv4 socket", second, wrong_family, len);
    ask("length of a pointer", second, here, sizeof &here);
    ask("descriptor -1", -1, here, len);
    ask("standard input", STDIN_FILENO, here, len);

    close(second);
    close(first);
    return EXIT_SUCCESS;
}
