#define _POSIX_C_SOURCE 200809L
#include "job.h"
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

static const int keyboard_signals[] = {SIGINT, SIGQUIT, SIGTSTP, SIGTTIN,
                                       SIGTTOU};

static void handle_keyboard(void (*how)(int))
{
    for (size_t i = 0; i < sizeof keyboard_signals / sizeof *keyboard_signals;
         i++)
        signal(keyboard_signals[i], how);
}

void take_back(void)
{
    struct termios modes;
    handle_keyboard(SIG_IGN); /* or changing the terminal would stop us */
    tcsetpgrp(STDIN_FILENO, getpgrp());
    if (tcgetattr(STDIN_FILENO, &modes) == -1)
        return;
    modes.c_iflag = BRKINT | ICRNL | IMAXBEL | IXON;
    modes.c_oflag = OPOST | ONLCR;
    modes.c_lflag = ISIG | ICANON | IEXTEN | ECHOE | ECHOK;
    tcsetattr(STDIN_FILENO, TCSADRAIN, &modes);
}

int run_job(char *const argv[])
{
    fflush(stdout);
    pid_t job = fork();
    if (job == -1)
        return 126;
    /* both do it, whoever comes first */
    setpgid(job, job);
    tcsetpgrp(STDIN_FILENO, job == 0 ? getpid() : job);
    if (job == 0) {
        handle_keyboard(SIG_DFL);
        execvp(argv[0], argv);
        perror(argv[0]);
        _exit(127);
    }
    int status;
    if (waitpid(job, &status, WUNTRACED) == -1)
        return 126;
    if (WIFSTOPPED(status))
        return 128 + WSTOPSIG(status);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
