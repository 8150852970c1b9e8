/* Gives the kernel a length that was never set. */
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
    struct sockaddr_in here;
    socklen_t len;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    getsockname(fd, (struct sockaddr *)&here, &len);
    return close(fd);
}
