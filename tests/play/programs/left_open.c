/* Leaves a socket open; ends with the status that it is given. */
#include <stdlib.h>
#include <sys/socket.h>

int main(int argc, char **argv)
{
    if (socket(AF_INET, SOCK_STREAM, 0) == -1)
        return 2;
    return argc > 1 ? atoi(argv[1]) : 0;
}
