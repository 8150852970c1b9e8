/* See sandbox.h. */
#define _GNU_SOURCE
#include "sandbox.h"

#include "configure.h"

#include <errno.h>
#include <fcntl.h>
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
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

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
    const int kinds = CLONE_NEWNET | CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWIPC;
    uid_t uid = geteuid();
    gid_t gid = getegid();
    if (uid == 0 && unshare(kinds) == 0)
        return 0;
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

/* Below chroot(2), / need not be a mount point, and then cannot be made
 * private (nor does `ip netns exec` work): move into a copy that is one. */
static int make_root_a_mount(void)
{
    char *here = realpath(".", NULL);
    int result = -1;
    if (here && mount("/", "/mnt", NULL, MS_BIND | MS_REC, NULL) == 0 &&
        chroot("/mnt") == 0 && chdir(here) == 0)
        result = mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL);
    free(here);
    return result;
}

/* In the sandbox's first process: nothing that is mounted here is seen
 * outside, and /proc shows the sandbox's own processes. */
static int furnish(void)
{
    if (mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == -1 &&
        (errno != EINVAL || make_root_a_mount() == -1))
        return -1;
    /* A container may hide parts of /proc and then forbids a new one: the
     * old one serves, it only shows more. */
    if (mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC,
              NULL) == -1 &&
        errno != EPERM)
        return -1;
    /* an empty /run, for `ip netns add` */
    if (mount("run", "/run", "tmpfs", MS_NOSUID | MS_NODEV, NULL) == -1)
        return -1;
    /* On a busy machine with several processors, lo may deliver two segments
     * in the other order. The late one then meets a socket in TIME_WAIT, and
     * the answers end in a RST, which would remove that socket before its time
     * (RFC 1337). Kernels that lack the setting do without. */
    if (write_setting("/proc/sys/net/ipv4/tcp_rfc1337", "1") == -1 &&
        errno != ENOENT && errno != EROFS && errno != EACCES)
        return -1;
    return bring_loopback_up();
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
            "unshare and mount in its seccomp profile.\n",
            what, strerror(error));
}

int sandbox_run(int (*job)(void *context), void *context)
{
    if (enter_namespaces() == -1) {
        explain_refusal("unshare", errno);
        return SANDBOX_FAILED;
    }
    fflush(NULL);
    pid_t child = fork(); /* process 1: when it ends, all the others do */
    if (child == -1) {
        explain_refusal("fork", errno);
        return SANDBOX_FAILED;
    }
    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (furnish() == -1) {
            explain_refusal("mount, or lo", errno);
            exit(SANDBOX_FAILED);
        }
        exit(job(context));
    }
    int status;
    while (waitpid(child, &status, 0) == -1)
        if (errno != EINTR)
            return SANDBOX_FAILED;
    return WIFEXITED(status) ? WEXITSTATUS(status) : SANDBOX_FAILED;
}

int drop_privileges(void)
{
    /* From now on user id 0 is a user like others: execve gives nothing. */
    if (prctl(PR_SET_SECUREBITS, SECBIT_NOROOT | SECBIT_NOROOT_LOCKED) == -1)
        return -1;
    for (unsigned long cap = 0; prctl(PR_CAPBSET_READ, cap) >= 0; cap++)
        if (prctl(PR_CAPBSET_DROP, cap) == -1)
            return -1;
    struct __user_cap_header_struct header = {
        .version = _LINUX_CAPABILITY_VERSION_3,
    };
    struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {{0}};
    return (int)syscall(SYS_capset, &header, none);
}
