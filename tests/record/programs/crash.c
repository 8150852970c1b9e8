/* Crashes while it holds a socket. */
#include <signal.h>
#include <sys/socket.h>

int main(void)
{
    if (socket(AF_INET, SOCK_STREAM, 0) == -1)
        return 1;
    return raise(SIGSEGV);
}
