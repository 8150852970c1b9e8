/* A shell on a private machine such as the runs have: sandbox.h. Who calls this
 * a second time, in another terminal, joins the machine that is there; it is
 * gone when its first shell ends.
 *   enter [--root] FOLDER     a shell in FOLDER, below which programs are */
#define _GNU_SOURCE
#include "common/memory.h"
#include "common/process.h"
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

/* Relative to the course: a Unix path has room for 108 bytes (unix(7)). */
static const struct sockaddr_un meeting_point = {
    .sun_family = AF_UNIX, .sun_path = "build/shell.socket"};

enum { FAILED = 2 };

struct visit {
    const char *folder; /* absolute */
    bool as_root;
    int door; /* bound to the meeting point */
};

static int fail(const char *what)
{
    perror(what);
    return FAILED;
}

/* Becomes the shell, in the sandbox; gives FAILED if it cannot. */
static int become_shell(const struct visit *visit)
{
    static const char *const words[] = {"bash", "--norc", "-i", NULL};
    if (chdir(visit->folder) == -1)
        return fail(visit->folder);
    if (!visit->as_root && drop_privileges() == -1)
        return fail("cannot give up privileges");
    signal(SIGINT, SIG_DFL);
    setenv("HOME", "/tmp", 1);
    setenv("PS1", visit->as_root ? "tuyau:\\W# " : "tuyau:\\W$ ", 1);
    execvp(words[0], (char *const *)words);
    return fail(words[0]);
}

/* What the shell's last command ended with is the user's affair; that the shell
 * was killed is not, for then its machine is gone. */
static int run_shell(const struct visit *visit)
{
    int status = 0;
    pid_t shell = fork();
    if (shell == 0)
        exit(become_shell(visit));
    if (shell == -1)
        return fail("fork");
    /* process 1 gets the orphans of others, too */
    for (pid_t ended = 0; ended != shell;)
        if ((ended = waitpid(-1, &status, 0)) == -1 && errno != EINTR)
            return fail("waitpid");
    if (WIFEXITED(status))
        return 0;
    puts("\nThis machine is gone: its first shell has ended.");
    return FAILED;
}

/* The first process of the sandbox. Who connects asks the kernel who listens,
 * and so finds this process: nobody accepts, and the queue has room for as many
 * visits as a kernel gives. */
static int receive(void *context)
{
    const struct visit *visit = context;
    if (listen(visit->door, SOMAXCONN) == -1)
        return fail("listen");
    puts(
        "A machine of your own: its network is lo alone, and nothing that runs "
        "here touches yours.\n"
        "For a second terminal on it: the same command there, with AS=root for "
        "its root (#).\n"
        "'exit' in this terminal ends it all.");
    fflush(stdout);
    return run_shell(visit);
}

/* Whoever listens at the meeting point; 0 where nobody does, -1 after a
 * message. */
static pid_t first_process(void)
{
    struct ucred who = {0};
    socklen_t len = sizeof who;
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd == -1 || connect(fd, (const struct sockaddr *)&meeting_point,
                            sizeof meeting_point) == -1) {
        if (errno != ENOENT && errno != ECONNREFUSED) {
            perror(meeting_point.sun_path);
            who.pid = -1;
        }
    } else if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &len) == -1) {
        perror("SO_PEERCRED");
        who.pid = -1;
    }
    if (fd != -1)
        close(fd);
    return who.pid;
}

/* All that a sandbox has of its own: as an ordinary user, its user
 * namespace, too. */
static int join(const struct visit *visit, pid_t first)
{
    const int kinds =
        CLONE_NEWNET | CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWUTS;
    int machine = (int)syscall(SYS_pidfd_open, first, 0);
    if (machine == -1 || (setns(machine, kinds) == -1 &&
                          setns(machine, kinds | CLONE_NEWUSER) == -1))
        return fail("cannot join the other terminal's machine");
    close(machine);
    puts("The other terminal's machine.");
    fflush(stdout);
    return run_shell(visit);
}

static int open_door(void)
{
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    unlink(meeting_point.sun_path); /* of a machine that is gone */
    if (fd == -1 || bind(fd, (const struct sockaddr *)&meeting_point,
                         sizeof meeting_point) == -1) {
        perror(meeting_point.sun_path);
        return -1;
    }
    return fd;
}

int main(int argc, char **argv)
{
    struct visit visit = {0};
    static const struct option options[] = {
        {"root", no_argument, NULL, 'r'},
        {NULL, 0, NULL, 0},
    };
    for (int option;
         (option = getopt_long(argc, argv, "", options, NULL)) == 'r';)
        visit.as_root = true;
    char *folder = optind == argc - 1 ? realpath(argv[optind], NULL) : NULL;
    if (!folder) {
        fputs("usage: enter [--root] FOLDER\n", stderr);
        return FAILED;
    }
    visit.folder = folder;
    signal(SIGINT, SIG_IGN); /* it is the shell's affair */

    pid_t first = first_process();
    int result = FAILED;
    if (first > 0)
        result = join(&visit, first);
    else if (first == 0 && (visit.door = open_door()) != -1) {
        result = sandbox_run(receive, &visit,
                             (const char *const[]){visit.folder, NULL});
        close(visit.door);
        unlink(meeting_point.sun_path);
    }
    free(folder);
    return result;
}
