/* See furnish.h. */
#define _GNU_SOURCE
#include "furnish.h"

#include "common/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

/* What one run may write, and into how many files. */
#define ROOM "size=64m,nr_inodes=10000,mode=1777"

/* A folder that stays to be seen: a copy of its mount, and of all below it. */
struct kept {
    char *path; /* without links */
    int tree;
};

static struct mount_attr READ_ONLY = {.attr_set = MOUNT_ATTR_RDONLY};

static bool is_below(const char *path, const char *folder)
{
    size_t len = strlen(folder);
    return strncmp(path, folder, len) == 0 &&
           (path[len] == '/' || path[len] == '\0');
}

static int keep(struct kept *kept, const char *path)
{
    kept->path = realpath(path, NULL);
    kept->tree = -1;
    if (!kept->path)
        return errno == ENOENT ? 0 : -1; /* who needs it will say so */
    kept->tree = open_tree(AT_FDCWD, kept->path,
                           OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_RECURSIVE);
    if (kept->tree == -1)
        return -1;
    return mount_setattr(kept->tree, "", AT_EMPTY_PATH | AT_RECURSIVE,
                         &READ_ONLY, sizeof READ_ONLY);
}

/* Makes the folders that lead to this one. */
static int make_folders(const char *path)
{
    char *part = copy_string(path);
    int result = 0;
    for (char *slash = strchr(part + 1, '/'); result == 0;
         slash = strchr(slash + 1, '/')) {
        if (slash)
            *slash = '\0';
        if (mkdir(part, 0755) == -1 && errno != EEXIST && errno != EROFS)
            result = -1;
        if (!slash)
            break;
        *slash = '/';
    }
    free(part);
    return result;
}

/* The first folder on the way to the path that others may not enter, to be
 * freed; NULL where there is none. */
static char *closed_folder(const char *path)
{
    for (const char *slash = strchr(path + 1, '/'); slash;
         slash = strchr(slash + 1, '/')) {
        char *folder = copy_bytes(path, (size_t)(slash - path));
        struct stat status;
        if (stat(folder, &status) == 0 && !(status.st_mode & S_IXOTH))
            return folder;
        free(folder);
    }
    return NULL;
}

/* An empty folder in memory hides what is there, but for what is kept. */
static int hide(const char *folder, const struct kept *kept, size_t count)
{
    if (access(folder, F_OK) == -1)
        return 0;
    if (mount("sandbox", folder, "tmpfs", MS_NOSUID | MS_NODEV, ROOM) == -1)
        return -1;
    for (size_t i = 0; i < count; i++) {
        if (kept[i].tree == -1 || !is_below(kept[i].path, folder))
            continue;
        if (make_folders(kept[i].path) == -1 ||
            (move_mount(kept[i].tree, "", AT_FDCWD, kept[i].path,
                        MOVE_MOUNT_F_EMPTY_PATH) == -1 &&
             errno != EINVAL)) /* it stands there already */
            return -1;
    }
    return 0;
}

static int hide_all(const struct kept *kept, size_t count)
{
    static const char *const folders[] = {"/run", "/tmp", "/var/tmp",
                                          "/dev/shm"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        if (hide(folders[i], kept, count) == -1)
            return -1;
    int result = 0;
    for (size_t i = 0; i < count && result == 0; i++) {
        char *closed = kept[i].path ? closed_folder(kept[i].path) : NULL;
        if (closed)
            result = hide(closed, kept, count);
        free(closed);
    }
    return result;
}

static int bind_to_itself(const char *path)
{
    return mount(path, path, NULL, MS_BIND | MS_REC, NULL);
}

/* The settings of the kernel are everybody's, but those of the network; and
 * who records counts the processes. */
static int protect_settings(void)
{
    static const char sys[] = "/proc/sys";
    static const char ids[] = "/proc/sys/kernel/ns_last_pid";
    if (bind_to_itself(sys) == -1 || bind_to_itself("/proc/sys/net") == -1 ||
        (bind_to_itself(ids) == -1 && errno != ENOENT))
        return -1;
    return mount(NULL, sys, NULL, MS_REMOUNT | MS_BIND | MS_RDONLY, NULL);
}

/* A container may hide parts of /proc and then forbids a new one: the old one
 * serves, it only shows more. */
static int mount_proc(void)
{
    static struct mount_attr writable = {.attr_clr = MOUNT_ATTR_RDONLY};
    if (mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC,
              NULL) == 0)
        return protect_settings();
    if (errno != EPERM)
        return -1;
    (void)mount_setattr(AT_FDCWD, "/proc", 0, &writable, sizeof writable);
    return 0;
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

int furnish(const char *const *needed)
{
    if (mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == -1 &&
        (errno != EINVAL || make_root_a_mount() == -1))
        return -1;
    struct kept *kept = grow(NULL, 0, sizeof *kept);
    size_t count = 1;
    int result = keep(&kept[0], ".");
    for (; *needed && result == 0; needed++) {
        kept = grow(kept, count, sizeof *kept);
        result = keep(&kept[count++], *needed);
    }
    if (result == 0 && (mount_setattr(AT_FDCWD, "/", AT_RECURSIVE, &READ_ONLY,
                                      sizeof READ_ONLY) == -1 ||
                        mount_proc() == -1 || hide_all(kept, count) == -1 ||
                        chdir(kept[0].path) == -1))
        result = -1;
    int error = errno;
    for (size_t i = 0; i < count; i++) {
        if (kept[i].tree != -1)
            close(kept[i].tree);
        free(kept[i].path);
    }
    free(kept);
    errno = error;
    return result;
}
