/* See tasks.h. */
#define _GNU_SOURCE
#include "tasks.h"

#include "common/memory.h"
#include "common/process.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

/* What a call gives to ptrace when a signal interrupted it: the kernel's
 * include/linux/errno.h. Programs never see these. */
enum {
    ERESTARTSYS = 512,
    ERESTARTNOINTR = 513,
    ERESTARTNOHAND = 514,
    ERESTART_RESTARTBLOCK = 516,
};

/* Majors of the pseudo-terminals' devices, Documentation/admin-guide/devices */
enum { FIRST_PTY_MAJOR = 136, LAST_PTY_MAJOR = 143 };

static const long options = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE |
                            PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK |
                            PTRACE_O_TRACEEXEC | PTRACE_O_TRACEEXIT |
                            PTRACE_O_EXITKILL;

static struct task *find(struct tasks *tasks, pid_t thread)
{
    for (size_t i = 0; i < tasks->count; i++)
        if (tasks->list[i]->thread == thread &&
            tasks->list[i]->state != TASK_DEAD)
            return tasks->list[i];
    return NULL;
}

static struct task *add(struct tasks *tasks, pid_t thread)
{
    struct task *task = grow(NULL, 0, sizeof *task);
    *task = (struct task){.thread = thread, .process = thread};
    tasks->list = grow(tasks->list, tasks->count, sizeof *tasks->list);
    return tasks->list[tasks->count++] = task;
}

struct task *task_adopt(struct tasks *tasks, pid_t pid, size_t actor,
                        const char *name)
{
    if (ptrace(PTRACE_SEIZE, pid, 0, options) == -1)
        return NULL;
    struct task *task = add(tasks, pid);
    task->actor = actor;
    task->name = copy_string(name);
    task->owner = copy_string(name);
    return task;
}

void tasks_free(struct tasks *tasks)
{
    for (size_t i = 0; i < tasks->count; i++) {
        struct task *task = tasks->list[i];
        forget_process(task->process);
        free(task->name);
        free(task->owner);
        free(task);
    }
    free(tasks->list);
    *tasks = (struct tasks){0};
}

/* The parent's event says who was born; the child's first stop may have come
 * before it. */
static void take_birth(struct tasks *tasks, struct task *parent, int event)
{
    unsigned long thread;
    if (ptrace(PTRACE_GETEVENTMSG, parent->thread, 0, &thread) == -1)
        return;
    struct task *child = find(tasks, (pid_t)thread);
    if (!child)
        child = add(tasks, (pid_t)thread);
    struct task *leader = find(tasks, parent->process);
    if (!leader)
        leader = parent;
    child->actor = parent->actor;
    child->executes = true;
    parent->newborn = child;
    parent->newborn_is_thread = event == PTRACE_EVENT_CLONE;
    if (parent->newborn_is_thread) {
        child->process = parent->process;
        child->owner = copy_string(parent->owner);
        child->name = format("%s.thread%d", parent->owner, ++leader->threads);
    } else {
        child->owner = format("%s.child%d", parent->owner, ++leader->children);
        child->name = copy_string(child->owner);
    }
}

static void take_call(struct task *task)
{
    struct __ptrace_syscall_info info;
    if (ptrace(PTRACE_GET_SYSCALL_INFO, task->thread, sizeof info, &info) <= 0)
        return; /* it was killed meanwhile */
    if (info.op == PTRACE_SYSCALL_INFO_ENTRY) {
        task->state = TASK_ENTERS;
        task->call = (struct call){
            .number = (long)info.entry.nr,
            .kind = call_kind((long)info.entry.nr),
        };
        for (size_t i = 0; i < 6; i++)
            task->call.words[i] = info.entry.args[i];
        /* libdw cannot look out of clone3: the call right before it, which
         * blocks all signals, stands on the same line */
        bool is_birth = task->call.number == SYS_clone3;
        if (task->executes && !is_birth)
            read_stack(task->process, task->thread, &task->stack);
    } else if (info.op == PTRACE_SYSCALL_INFO_EXIT) {
        task->state = TASK_LEAVES;
        task->call.done = true;
        task->call.result = info.exit.rval;
    }
}

static void take_stop(struct tasks *tasks, struct task *task, int status)
{
    int signal = WSTOPSIG(status), event = status >> 16;
    task->has_news = true;
    if (signal == (SIGTRAP | 0x80)) {
        take_call(task);
    } else if (event == PTRACE_EVENT_CLONE || event == PTRACE_EVENT_FORK ||
               event == PTRACE_EVENT_VFORK) {
        take_birth(tasks, task, event);
        task->state = TASK_STOPPED;
        task_resume(task); /* it is still in its call */
    } else if (event == PTRACE_EVENT_EXEC) {
        forget_process(task->process);
        task->executes = true;
        task->state = TASK_STOPPED;
    } else if (event == PTRACE_EVENT_EXIT) {
        task->state = TASK_DYING;
    } else if (event == PTRACE_EVENT_STOP) {
        task->state = TASK_STOPPED;
    } else {
        task->state = TASK_SIGNAL;
        task->signal = signal;
    }
}

int tasks_reap(struct tasks *tasks)
{
    int status, count = 0;
    for (pid_t pid; (pid = waitpid(-1, &status, __WALL | WNOHANG)) > 0;
         count++) {
        struct task *task = find(tasks, pid);
        bool is_end = WIFEXITED(status) || WIFSIGNALED(status);
        if (!task && is_end) {
            tasks->ended(tasks->context, pid, status);
            continue;
        }
        if (!task) /* a newborn: its parent's event comes later */
            task = add(tasks, pid);
        if (!is_end) {
            take_stop(tasks, task, status);
            continue;
        }
        task->state = TASK_DEAD;
        task->status = status;
        task->has_news = true;
        if (task->thread == task->process) {
            forget_process(task->process);
            tasks->ended(tasks->context, pid, status);
        }
    }
    return count;
}

bool tasks_are_asleep(struct tasks *tasks)
{
    bool all = true;
    for (size_t i = 0; i < tasks->count; i++) {
        struct task *task = tasks->list[i];
        task->asleep = false;
        if (task->state != TASK_RUNNING)
            continue;
        char state = process_state(task->process, task->thread);
        task->asleep = state == 'S' || state == 'Z' || state == 'X';
        all = all && task->asleep;
    }
    return all;
}

void task_resume(struct task *task)
{
    long signal = task->state == TASK_SIGNAL ? task->signal : 0;
    task->state = TASK_RUNNING;
    task->asleep = false;
    /* it fails only if the task was killed: waitpid() will say so */
    ptrace(PTRACE_SYSCALL, task->thread, 0, signal);
}

bool task_is_stopped(const struct task *task)
{
    return task->name && task->state != TASK_RUNNING &&
           task->state != TASK_DEAD;
}

bool call_is_interrupted(const struct call *call)
{
    return call->done &&
           (call->result == -ERESTARTSYS || call->result == -ERESTARTNOINTR ||
            call->result == -ERESTARTNOHAND ||
            call->result == -ERESTART_RESTARTBLOCK);
}

bool task_has_terminal(const struct task *task, int fd)
{
    struct stat about;
    char *path = format("/proc/%d/fd/%d", (int)task->process, fd);
    int result = stat(path, &about);
    free(path);
    return result == 0 && S_ISCHR(about.st_mode) &&
           major(about.st_rdev) >= FIRST_PTY_MAJOR &&
           major(about.st_rdev) <= LAST_PTY_MAJOR;
}

/* Is the task's signal in this mask of proc_pid_status(5)? */
static bool is_in_mask(const struct task *task, const char *mask)
{
    char *path = format("/proc/%d/status", (int)task->process);
    FILE *file = fopen(path, "r");
    free(path);
    char line[256];
    bool found = false;
    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, mask, strlen(mask)) == 0)
            found =
                strtoull(line + strlen(mask), NULL, 16) >> (task->signal - 1) &
                1;
    if (file)
        fclose(file);
    return found;
}

const char *task_takes_signal(const struct task *task)
{
    static const int harmless[] = {SIGCHLD, SIGCONT, SIGURG, SIGWINCH};
    if (is_in_mask(task, "SigCgt:"))
        return "handled";
    for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++)
        if (task->signal == harmless[i])
            return "ignored";
    return is_in_mask(task, "SigIgn:") ? "ignored" : "ends";
}
