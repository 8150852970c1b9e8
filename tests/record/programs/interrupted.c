/* Calls that a signal interrupts: begun again (SA_RESTART), or EINTR. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void on_interrupt(int signal)
{
    (void)signal;
    if (write(2, "handler\n", 8) != 8)
        _exit(1);
}

int main(void)
{
    char bytes[16];
    int ends[2];
    struct sigaction action;
    setvbuf(stdout, NULL, _IOLBF, 0);
    memset(&action, 0, sizeof action);
    action.sa_handler = on_interrupt;
    sigaction(SIGINT, &action, NULL);
    if (pipe(ends) == -1)
        return 1;
    puts("ready");
    if (read(ends[0], bytes, sizeof bytes) == -1 && errno == EINTR)
        puts("EINTR");
    action.sa_flags = SA_RESTART;
    sigaction(SIGINT, &action, NULL);
    puts("again");
    if (read(ends[0], bytes, sizeof bytes) == -1)
        puts("never");
    return 0;
}
