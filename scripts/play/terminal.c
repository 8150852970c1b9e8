/* See terminal.h. */
#define _GNU_SOURCE
#include "terminal.h"

#include "common/memory.h"
#include "sandbox.h"
#include "watch.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/personality.h>
#include <sys/random.h>
#include <termios.h>
#include <unistd.h>

/* Written behind a command's output to find its end: what nobody can foresee, so
 * that no program prints it. */
enum { MARK_LEN = 16 };

/* A terminal as a person has it (Enter, Ctrl-C, Ctrl-D), less the echo and
 * the translation of newlines. */
static int set_modes(int fd)
{
    struct termios modes;
    if (tcgetattr(fd, &modes) == -1)
        return -1;
    modes.c_iflag = ICRNL | IUTF8;
    modes.c_oflag = 0;
    modes.c_lflag = ISIG | ICANON | IEXTEN;
    return tcsetattr(fd, TCSANOW, &modes);
}

int terminal_open(struct terminal *terminal)
{
    struct winsize size = {.ws_row = 24, .ws_col = 80};
    terminal->master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    terminal->slave = -1;
    if (terminal->master == -1 || grantpt(terminal->master) == -1 ||
        unlockpt(terminal->master) == -1)
        return -1;
    /* TIOCGPTPEER opens the other side even where /dev/pts is not ours */
    terminal->slave =
        ioctl(terminal->master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (terminal->slave == -1 ||
        ioctl(terminal->slave, TIOCSWINSZ, &size) == -1)
        return -1;
    int flags = fcntl(terminal->master, F_GETFL);
    return fcntl(terminal->master, F_SETFL, flags | O_NONBLOCK);
}

void terminal_close(struct terminal *terminal)
{
    if (terminal->master != -1)
        close(terminal->master);
    if (terminal->slave != -1)
        close(terminal->slave);
    free(terminal->partial);
}

/* The started process, before it becomes the command. */
static void become(const struct terminal *terminal, const struct launch *launch)
{
    /* whoever started us may ignore Ctrl-C, as a shell's background does, or
     * the end of its terminal, as nohup(1) does; two cannot be set */
    sigset_t none;
    sigemptyset(&none);
    for (int number = 1; number < NSIG; number++)
        signal(number, SIG_DFL);
    if (sigprocmask(SIG_SETMASK, &none, NULL) == -1 || setsid() == -1 ||
        ioctl(terminal->slave, TIOCSCTTY, 0) == -1 ||
        dup2(terminal->slave, STDIN_FILENO) == -1 ||
        dup2(terminal->slave, STDOUT_FILENO) == -1 ||
        dup2(terminal->slave, STDERR_FILENO) == -1 ||
        (launch->report != -1 && dup2(launch->report, REPORT_FD) == -1) ||
        chdir(launch->folder) == -1 ||
        (launch->network != -1 && setns(launch->network, CLONE_NEWNET) == -1) ||
        (launch->forked && personality(ADDR_NO_RANDOMIZE) == -1) ||
        (!launch->as_root && drop_privileges() == -1))
        return;
    execvp(launch->argv[0], launch->argv);
}

int terminal_start(struct terminal *terminal, const struct launch *launch)
{
    int failure[2]; /* closed by a successful execve, else tells errno */
    int go[2];      /* closed when the new process may go on */
    if (set_modes(terminal->slave) == -1 || pipe2(failure, O_CLOEXEC) == -1)
        return -1;
    if (pipe2(go, O_CLOEXEC) == -1) {
        close(failure[0]);
        close(failure[1]);
        return -1;
    }
    pid_t pid = fork();
    if (pid == 0) {
        char nothing;
        close(go[1]);
        if (read(go[0], &nothing, 1) == 0)
            become(terminal, launch);
        int error = errno;
        ssize_t told = write(failure[1], &error, sizeof error);
        _exit(told == sizeof error ? 127 : 126);
    }
    int error = pid == -1 ? errno : 0;
    close(failure[1]);
    close(go[0]);
    bool adopted = pid == -1 || !launch->forked ||
                   launch->forked(launch->context, pid) == 0;
    if (!adopted) {
        error = errno;
        kill(pid, SIGKILL);
    }
    close(go[1]);
    if (pid != -1 && adopted && read(failure[0], &error, sizeof error) == 0)
        terminal->pid = pid;
    close(failure[0]);
    errno = error;
    return terminal->pid ? 0 : -1;
}

int terminal_type(struct terminal *terminal, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t written = write(terminal->master, bytes, len);
        if (written == -1 && errno == EAGAIN) {
            struct pollfd room = {.fd = terminal->master, .events = POLLOUT};
            if (poll(&room, 1, 1000) != 1)
                return -1; /* nobody reads what is typed */
            continue;
        }
        if (written == -1 && errno != EINTR)
            return -1;
        if (written > 0) {
            bytes += written;
            len -= (size_t)written;
        }
    }
    /* The kernel hands it on a moment later, unless somebody asks whether
     * there is something to read. */
    struct pollfd typed = {.fd = terminal->slave, .events = POLLIN};
    poll(&typed, 1, 0);
    return 0;
}

static void end_line(struct terminal *terminal, bool is_whole, line_taker take,
                     void *context)
{
    take(context, (struct span){terminal->partial, terminal->partial_len},
         is_whole);
    terminal->partial_len = 0;
}

static void take_byte(struct terminal *terminal, char byte, line_taker take,
                      void *context)
{
    if (byte != '\n') {
        terminal->partial = grow(terminal->partial, terminal->partial_len, 1);
        terminal->partial[terminal->partial_len++] = byte;
        return;
    }
    end_line(terminal, true, take, context);
}

/* Adds what is there. */
static void read_some(const struct terminal *terminal, struct buffer *bytes)
{
    char some[4096];
    for (;;) {
        ssize_t len = read(terminal->master, some, sizeof some);
        if (len == -1 && errno == EINTR)
            continue;
        if (len <= 0)
            return;
        buffer_add(bytes, (struct span){some, (size_t)len});
    }
}

static void take_bytes(struct terminal *terminal, struct span bytes,
                       line_taker take, void *context)
{
    for (size_t i = 0; i < bytes.len; i++)
        take_byte(terminal, bytes.at[i], take, context);
}

void terminal_read(struct terminal *terminal, line_taker take, void *context)
{
    struct buffer bytes = {0};
    read_some(terminal, &bytes);
    take_bytes(terminal, (struct span){bytes.bytes, bytes.len}, take, context);
    free(bytes.bytes);
}

void terminal_ended(struct terminal *terminal, int status, line_taker take,
                    void *context)
{
    terminal->pid = 0;
    terminal->status = status;
    /* What was written to a pseudo-terminal comes out of it a moment later, but
     * in order: so nothing is left before a mark that is written now. */
    char mark[MARK_LEN];
    struct buffer bytes = {0};
    const char *end = NULL;
    struct pollfd more = {.fd = terminal->master, .events = POLLIN};
    if (getrandom(mark, sizeof mark, 0) == sizeof mark &&
        write_whole(terminal->slave, (struct span){mark, sizeof mark}) == 0)
        while (!end && poll(&more, 1, 1000) > 0) {
            read_some(terminal, &bytes);
            if (bytes.len > 0)
                end = memmem(bytes.bytes, bytes.len, mark, sizeof mark);
        }
    size_t before = end ? (size_t)(end - bytes.bytes) : bytes.len;
    size_t behind = end ? before + sizeof mark : bytes.len;
    take_bytes(terminal, (struct span){bytes.bytes, before}, take, context);
    if (terminal->partial_len)
        end_line(terminal, false, take, context);
    /* by who outlived the command */
    take_bytes(terminal,
               (struct span){bytes.bytes + behind, bytes.len - behind}, take,
               context);
    free(bytes.bytes);
}
