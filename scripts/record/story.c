/* See story.h. */
#define _GNU_SOURCE
#include "story.h"

#include "common/memory.h"
#include "constants.h"
#include "quiet.h"
#include "scenario/commands.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    MOST_PRINTED = 400, /* bytes of a print step */
    /* A pause that is worth mentioning, and how exactly. */
    SHORTEST_PAUSE_MS = 50,
    PAUSE_STEP_MS = 10,
};

/* Is the process part of this session (that of an actor's terminal)? */
static bool is_in_session(pid_t process, pid_t session)
{
    return getsid(process) == session;
}

static void add_holder(struct holder **holders, size_t *count, const char *name,
                       pid_t process, size_t host)
{
    *holders = grow(*holders, *count, sizeof **holders);
    (*holders)[(*count)++] =
        (struct holder){.name = name, .process = process, .host = host};
}

/* Of an actor whose command is not traced: all processes of its session. */
static void add_unwatched(struct story *story, size_t actor, size_t host,
                          struct holder **holders, size_t *count)
{
    pid_t session = story->stage->terminals[actor].pid;
    DIR *proc = opendir("/proc");
    for (struct dirent *entry; proc && (entry = readdir(proc));) {
        pid_t process = (pid_t)strtol(entry->d_name, NULL, 10);
        if (process > 0 && is_in_session(process, session))
            add_holder(holders, count, story->stage->scenario->actors[actor],
                       process, host);
    }
    if (proc)
        closedir(proc);
}

int story_host(const struct story *story, size_t actor)
{
    int host = story->stage->scenario->actor_hosts[actor];
    return story->stage->scenario->nhosts ? host : 0;
}

static void look_at_sockets(struct story *story, struct json *json)
{
    struct holder *holders = NULL;
    size_t count = 0;
    for (size_t i = 0; i < story->tasks->count; i++) {
        struct task *task = story->tasks->list[i];
        int host = story_host(story, task->actor);
        if (task->thread == task->process && task->executes && task->owner &&
            task->state != TASK_DEAD && host != -1)
            add_holder(&holders, &count, task->owner, task->process,
                       (size_t)host);
    }
    for (size_t i = 0; i < story->stage->scenario->nactors; i++) {
        int host = story_host(story, i);
        if (!story->watched[i] && stage_is_running(story->stage, i) &&
            host != -1)
            add_unwatched(story, i, (size_t)host, &holders, &count);
    }
    sockets_look(&story->sockets, holders, count, json);
    free(holders);
    for (size_t i = 0; i < story->nhosts; i++)
        if (port_is_used(&story->sockets, i, story->port[i]))
            story->port[i]++;
}

static struct json *begin_step(struct story *story, const char *what,
                               const char *who)
{
    return timeline_begin(story->timeline, what, who);
}

/* Ends a step whose changes of sockets are told already. */
static void end_told_step(struct story *story)
{
    struct json *json = &story->timeline->step;
    if (story->idle_since > 0) {
        int pause = (int)((seconds_now() - story->idle_since) * 1000);
        if (pause >= SHORTEST_PAUSE_MS)
            json_number(json, "after_ms",
                        (pause + PAUSE_STEP_MS / 2) / PAUSE_STEP_MS *
                            PAUSE_STEP_MS);
        story->idle_since = 0;
    }
    timeline_end(story->timeline);
}

static void end_step(struct story *story)
{
    look_at_sockets(story, &story->timeline->step);
    end_told_step(story);
}

static void add_result(struct json *json, const struct call *call)
{
    if (call->result >= 0) {
        json_number(json, "result", call->result);
        return;
    }
    const char *error = name_of_error((int)-call->result);
    json_number(json, "result", -1);
    if (error)
        json_field(json, "errno", error);
}

static char *bytes_of(const struct task *task, uint64_t at, uint64_t len)
{
    char bytes[MOST_PRINTED];
    size_t got = read_memory(task->thread, at, bytes,
                             len < sizeof bytes ? (size_t)len : sizeof bytes);
    return c_literal(bytes, got);
}

/* The first `len` bytes of writev(2)'s parts. */
static char *bytes_of_parts(const struct task *task, uint64_t len)
{
    char bytes[MOST_PRINTED];
    size_t got = 0;
    if (len > sizeof bytes)
        len = sizeof bytes;
    for (uint64_t i = 0; i < task->call.words[2] && got < len; i++) {
        struct iovec part;
        if (read_memory(task->thread, task->call.words[1] + i * sizeof part,
                        &part, sizeof part) != sizeof part)
            break;
        size_t room = (size_t)len - got;
        got += read_memory(task->thread, (uintptr_t)part.iov_base, bytes + got,
                           part.iov_len < room ? part.iov_len : room);
    }
    return c_literal(bytes, got);
}

void story_print(struct story *story, const struct task *task)
{
    if (task->call.result <= 0)
        return;
    uint64_t len = (uint64_t)task->call.result;
    char *text = task->call.number == SYS_writev
                     ? bytes_of_parts(task, len)
                     : bytes_of(task, task->call.words[1], len);
    struct json *json = begin_step(story, "print", task->name);
    timeline_at(story->timeline, &task->stack);
    json_field(json, "text", text);
    free(text);
    end_step(story);
}

void story_birth(struct story *story, struct task *task)
{
    if (!task->newborn)
        return;
    struct json *json = begin_step(
        story, task->newborn_is_thread ? "thread" : "fork", task->name);
    timeline_at(story->timeline, &task->stack);
    json_field(json, "new", task->newborn->name);
    task->newborn = NULL;
    end_step(story);
}

void story_call(struct story *story, const char *what, const struct task *task,
                const struct call *call, const struct stack *stack)
{
    bool reads_terminal = call->number == SYS_read &&
                          task_has_terminal(task, (int)call->words[0]);
    struct json *json = begin_step(story, what, task->name);
    timeline_at(story->timeline, stack);
    json_field(json, "call", stack->library);
    if (call->kind && !call_is_function(call->kind, stack->library))
        json_add(json, ",\"args\":[]"); /* fgets: not the kernel's */
    else
        call_arguments(json, task->thread, call);
    if (call->done && !(reads_terminal && call->result >= 0))
        add_result(json, call);
    if (reads_terminal && call->done && call->result >= 0) {
        char *typed = bytes_of(task, call->words[1], (uint64_t)call->result);
        json_field(json, "typed", typed);
        free(typed);
    }
    /* a descriptor that the call closes was known before, one that it opens
     * is known after */
    int fd = call_descriptor(call);
    int before = fd == -1 ? 0 : socket_of(&story->sockets, task->owner, fd);
    struct json changes = {0};
    look_at_sockets(story, &changes);
    int after = fd == -1 ? 0 : socket_of(&story->sockets, task->owner, fd);
    if (after || before)
        json_number(json, "on", after ? after : before);
    if (changes.len)
        json_add(json, "%s", changes.text);
    free(changes.text);
    end_told_step(story);
}

void story_signal(struct story *story, const struct task *task)
{
    char *name = name_of_signal(task->signal);
    struct json *json = begin_step(story, "signal", task->name);
    timeline_at(story->timeline,
                task->interrupted ? &task->interrupted_stack : &task->stack);
    json_field(json, "signal", name);
    json_field(json, "action", task_takes_signal(task));
    free(name);
    end_step(story);
}

void story_exit(struct story *story, const char *who, int status)
{
    struct json *json = begin_step(story, "exit", who);
    if (WIFSIGNALED(status)) {
        char *name = name_of_signal(WTERMSIG(status));
        json_field(json, "signal", name);
        free(name);
    } else {
        json_number(json, "status", WEXITSTATUS(status));
    }
    end_step(story);
}

void story_line(struct story *story, size_t actor, struct span line,
                bool is_whole)
{
    char *bytes = c_literal(line.at, line.len);
    char *text = format("%s%s", bytes, is_whole ? "\\n" : "");
    struct json *json =
        begin_step(story, "print", story->stage->scenario->actors[actor]);
    json_field(json, "text", text);
    end_step(story);
    free(text);
    free(bytes);
}

void story_segment(struct story *story, const struct packet *packet,
                   const char *segment)
{
    static const char *const fates[] = {"delivered", "dropped", "cut"};
    bool to_nobody = packet->to == WIRE_NOWHERE;
    struct json *json = begin_step(story, "segment", NULL);
    json_field(json, "from", story->hosts[packet->from]);
    json_field(json, "to", to_nobody ? "nobody" : story->hosts[packet->to]);
    json_field(json, "fate", fates[to_nobody ? CUT : packet->fate]);
    json_add(json, ",\"segment\":%s", segment);
    end_step(story);
}

void story_network(struct story *story)
{
    if (story->timeline->segments.len == 0)
        return;
    begin_step(story, "network", NULL);
    end_step(story);
}

bool is_course_program(const struct step *step)
{
    return watched_program(step->argv) == step->argv;
}

void story_act(struct story *story, const struct step *step)
{
    if (step->kind == STEP_ORDER && step->order == ORDER_DROP)
        return; /* which segment is lost is seen when it is */
    const char *what = step->kind == STEP_TYPE    ? "type"
                       : step->kind == STEP_KEY   ? "key"
                       : step->kind == STEP_ORDER ? order_names[step->order]
                                                  : "start";
    const char *who = story->stage->scenario->actors[step->actor];
    struct json *json = begin_step(story, what, who);
    if (strcmp(what, "start") == 0)
        json_field(json, "command", step->text);
    else if (step->kind == STEP_TYPE) {
        char *text = c_literal(step->text, strlen(step->text));
        json_field(json, "text", text);
        free(text);
    } else if (step->kind == STEP_KEY) {
        char key[] = {(char)(step->key | 0x40), '\0'};
        json_field(json, "key", key);
    } else if (step->order == ORDER_HOLD)
        json_field(json, "call", step->text);
    json_number(json, "line", line_number(step));
    if (strcmp(what, "start") == 0 && !is_course_program(step))
        json_add(json, ",\"watched\":false");
    end_step(story);
}

static int open_host(struct story *story, size_t host, const char *name)
{
    story->hosts = grow(story->hosts, host, sizeof *story->hosts);
    story->diag = grow(story->diag, host, sizeof *story->diag);
    story->port = grow(story->port, host, sizeof *story->port);
    story->hosts[host] = name;
    story->port[host] = first_port(host);
    story->diag[host] = diag_open();
    story->nhosts = host + 1;
    return story->diag[host] == -1 ? -1 : 0;
}

static int open_hosts(struct story *story)
{
    const struct scenario *scenario = story->stage->scenario;
    const struct wire *wire = &story->stage->wire;
    for (size_t i = 0; i < scenario->nhosts; i++)
        if (wire_visit(wire, i) == -1 ||
            open_host(story, i, scenario->hosts[i].name) == -1 ||
            wire_leave(wire) == -1)
            return -1;
    return scenario->nhosts ? 0 : open_host(story, 0, "localhost");
}

int story_begin(struct story *story, struct stage *stage,
                struct timeline *timeline, const struct tasks *tasks)
{
    *story =
        (struct story){.stage = stage, .timeline = timeline, .tasks = tasks};
    for (size_t i = 0; i < stage->scenario->nactors; i++) {
        story->watched = grow(story->watched, i, sizeof *story->watched);
        story->watched[i] = false;
    }
    int result = open_hosts(story);
    sockets_begin(&story->sockets, story->hosts, story->diag, story->nhosts);
    return result;
}

void story_end(struct story *story)
{
    for (size_t i = 0; i < story->nhosts; i++)
        if (story->diag[i] != -1)
            close(story->diag[i]);
    sockets_end(&story->sockets);
    free(story->hosts);
    free(story->diag);
    free(story->port);
    free(story->watched);
}
