/* Closes its standard output and goes on with another descriptor 1. */
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
    printf("before\n");
    fflush(stdout);
    close(1);
    if (socket(AF_INET, SOCK_STREAM, 0) != 1)
        return 1;
    if (write(1, "into the socket", 15) != -1)
        return 2;
    return 0;
}
