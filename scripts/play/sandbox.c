/* See sandbox.h. */
#define _GNU_SOURCE
#include "sandbox.h"

#include "configure.h"
#include "furnish.h"

#include <errno.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/securebits.h>
#include <net/if.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    NOBODY = 65533,        /* a user id that Debian gives to nobody */
    MOST_PROCESSES = 4000, /* with their threads */
};

/* Is the sandbox's root the machine's, and not one of a user namespace? */
static bool is_the_machines_root;

/* Makes this user the root of the new user namespace: user_namespaces(7). */
static int become_its_root(uid_t uid, gid_t gid)
{
    char map[64];
    snprintf(map, sizeof map, "0 %u 1", uid);
    if (write_setting("/proc/self/uid_map", map) == -1)
        return -1;
    if (write_setting("/proc/self/setgroups", "deny") == -1 && errno != ENOENT)
        return -1;
    snprintf(map, sizeof map, "0 %u 1", gid);
    return write_setting("/proc/self/gid_map", map);
}

static int enter_namespaces(void)
{
    const int kinds =
        CLONE_NEWNET | CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWUTS;
    uid_t uid = geteuid();
    gid_t gid = getegid();
    if (uid == 0 && unshare(kinds) == 0) {
        is_the_machines_root = true;
        return 0;
    }
    if (unshare(kinds | CLONE_NEWUSER) == -1)
        return -1;
    return become_its_root(uid, gid);
}

static int bring_loopback_up(void)
{
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd == -1)
        return -1;
    struct ifreq request = {.ifr_name = "lo", .ifr_flags = IFF_UP};
    int result = ioctl(fd, SIOCSIFFLAGS, &request);
    close(fd);
    return result;
}

/* On a busy machine with several processors, lo may deliver two segments in the
 * other order. The late one then meets a socket in TIME_WAIT, and the answers
 * end in a RST, which would remove that socket before its time (RFC 1337).
 * Kernels that lack the setting do without. */
static int keep_time_wait(void)
{
    if (write_setting("/proc/sys/net/ipv4/tcp_rfc1337", "1") == 0)
        return 0;
    return errno == ENOENT || errno == EROFS || errno == EACCES ? 0 : -1;
}

static void explain_refusal(const char *what, int error)
{
    fprintf(stderr,
            "cannot make a private network (%s: %s).\n"
            "Scenarios run in Linux namespaces. Run this as root, or allow "
            "user namespaces to ordinary users:\n"
            "  sudo sysctl -w kernel.unprivileged_userns_clone=1"
            "                  (Debian before 11)\n"
            "  sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"
            "      (Ubuntu 23.10 and later)\n"
            "In a container, start it with '--privileged', or allow "
            "unshare and mount in its seccomp profile.\n"
            "Below chroot(2) only root has them (unshare(2)).\n",
            what, strerror(error));
}

struct work {
    int (*job)(void *context);
    void *context;
    const char *const *needed;
};

/* In the sandbox's first process: when it ends, all the others do. */
static int work(const struct work *it)
{
    if (furnish(it->needed) == -1 || keep_time_wait() == -1 ||
        bring_loopback_up() == -1) {
        explain_refusal("mount, or lo", errno);
        return SANDBOX_FAILED;
    }
    return it->job(it->context);
}

/* Exits with what the child does, which dies when this process does. */
static int run_as_child(int (*what)(const struct work *), const struct work *it)
{
    int status;
    fflush(NULL);
    pid_t parent = getpid();
    pid_t child = fork();
    if (child == 0) {
        bool is_first = getpid() == 1; /* its parent's id cannot be seen */
        if (prctl(PR_SET_PDEATHSIG, SIGKILL) == -1 ||
            (!is_first && getppid() != parent))
            exit(SANDBOX_FAILED);
        exit(what(it));
    }
    if (child == -1) {
        explain_refusal("fork", errno);
        return SANDBOX_FAILED;
    }
    while (waitpid(child, &status, 0) == -1)
        if (errno != EINTR)
            return SANDBOX_FAILED;
    return WIFEXITED(status) ? WEXITSTATUS(status) : SANDBOX_FAILED;
}

static int enter_and_work(const struct work *it)
{
    if (enter_namespaces() == 0)
        return run_as_child(work, it);
    explain_refusal("unshare", errno);
    return SANDBOX_FAILED;
}

int sandbox_run(int (*job)(void *context), void *context,
                const char *const *needed)
{
    /* a process of its own: who calls stays outside */
    const struct work it = {job, context, needed};
    return run_as_child(enter_and_work, &it);
}

static int limit_to(int resource, rlim_t most)
{
    const struct rlimit limit = {most, most};
    return setrlimit((__rlimit_resource_t)resource, &limit);
}

int drop_privileges(void)
{
    if (limit_to(RLIMIT_NPROC, MOST_PROCESSES) == -1 ||
        limit_to(RLIMIT_CORE, 0) == -1)
        return -1;
    /* From now on user id 0 is a user like others: execve gives nothing. */
    if (prctl(PR_SET_SECUREBITS, SECBIT_NOROOT | SECBIT_NOROOT_LOCKED) == -1)
        return -1;
    for (unsigned long cap = 0; prctl(PR_CAPBSET_READ, cap) >= 0; cap++)
        if (prctl(PR_CAPBSET_DROP, cap) == -1)
            return -1;
    /* the machine's root owns what root owns: be somebody who owns nothing */
    if (is_the_machines_root &&
        (setgroups(0, NULL) == -1 || setresgid(NOBODY, NOBODY, NOBODY) == -1 ||
         setresuid(NOBODY, NOBODY, NOBODY) == -1))
        return -1;
    struct __user_cap_header_struct header = {
        .version = _LINUX_CAPABILITY_VERSION_3,
    };
    struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {{0}};
    return (int)syscall(SYS_capset, &header, none);
}
