/* Makes processes until it is refused: there is an end to it. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(void)
{
    for (int i = 0; i < 5000; i++) {
        pid_t pid = fork();
        if (pid == 0) {
            pause();
            _exit(0);
        }
        if (pid == -1) {
            puts(errno == EAGAIN ? "no more processes" : strerror(errno));
            return 0;
        }
    }
    puts("no end");
    return 0;
}
