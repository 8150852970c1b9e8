/* Connect to port 3001, and send 50 million bytes, come what may: a signal
 * interrupts send after a second.
 *
 *   cc insist.c connection.c stream.c -o insist
 *   ./insist                       while ./hold_back runs
 */
#define _POSIX_C_SOURCE 200809L
#include "connection.h"
#include "stream.h"
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { PORT = 3001, SIZE = 50000000 };

static volatile sig_atomic_t interrupted;

/* printf is not for signal handlers; write is (signal-safety(7)). */
static void on_alarm(int signal_number)
{
    static const char text[] = "a signal\n";
    int error = errno; /* the interrupted code may be about to look at it */
    (void)signal_number;
    interrupted = write(STDOUT_FILENO, text, sizeof text - 1) > 0;
    errno = error;
}

int main(void)
{
    static char bytes[SIZE];
    struct sigaction action = {.sa_handler = on_alarm}; /* no SA_RESTART */
    sigemptyset(&action.sa_mask);
    if (sigaction(SIGALRM, &action, NULL) == -1)
        die("sigaction");

    int fd = connect_to(PORT);
    alarm(1);
    if (send_all(fd, bytes, sizeof bytes) == -1)
        die("send");
    printf("%s, and all is sent\n",
           interrupted ? "interrupted" : "not interrupted");
    close(fd);
    return EXIT_SUCCESS;
}
