/* See process.h. */
#define _GNU_SOURCE
#include "process.h"

#include "memory.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Reads the beginning of a file of the thread; false if there is none. */
static bool look(pid_t process, pid_t thread, const char *file, char *text,
                 size_t size)
{
    char *path = format("/proc/%d/task/%d/%s", (int)process, (int)thread, file);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    free(path);
    if (fd == -1)
        return false;
    ssize_t len = read(fd, text, size - 1);
    close(fd);
    text[len > 0 ? len : 0] = '\0';
    return len > 0;
}

char *process_name(pid_t process)
{
    char text[64];
    if (!look(process, process, "comm", text, sizeof text))
        return copy_string("?");
    text[strcspn(text, "\n")] = '\0';
    return copy_string(text);
}

char process_state(pid_t process, pid_t thread)
{
    char text[256];
    if (!look(process, thread, "stat", text, sizeof text))
        return 'X';
    const char *behind_name = strrchr(text, ')');
    char state = behind_name && behind_name[1] ? behind_name[2] : 'X';
    /* proc_pid_syscall(5): "running" unless it is blocked. Without the right
     * to read it, or in a kernel that lacks it, the letter must do. */
    if (state == 'S' && look(process, thread, "syscall", text, sizeof text) &&
        strncmp(text, "running", strlen("running")) == 0)
        state = 'R';
    return state;
}

pid_t other_process(const char *states)
{
    pid_t found = 0;
    DIR *proc = opendir("/proc");
    for (struct dirent *entry; proc && !found && (entry = readdir(proc));) {
        pid_t pid = (pid_t)strtol(entry->d_name, NULL, 10);
        if (pid > 0 && pid != getpid() &&
            !strchr(states, process_state(pid, pid)))
            found = pid;
    }
    if (proc)
        closedir(proc);
    return found;
}
