/* See tracer.h. */
#define _GNU_SOURCE
#include "tracer.h"

#include "../memory.h"
#include "constants.h"
#include "quiet.h"
#include "segments.h"
#include "sockets.h"
#include "tasks.h"

#include <dirent.h>
#include <errno.h>
#include <net/ethernet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    MOST_PRINTED = 400, /* bytes of a print step */
    LONGEST_PACKET = 65536,
    /* What nobody would step through: the recording is given up. */
    MOST_STEPS = 1000,
    MOST_TASKS = 100,
    /* The first command's process id, whatever was started before it. */
    FIRST_PROCESS = 100,
    /* A pause that is worth mentioning, and how exactly. */
    SHORTEST_PAUSE_MS = 50,
    PAUSE_STEP_MS = 10,
};

/* How a call at hand is shown. */
enum showing {
    HIDDEN,
    AS_CALL,
    AS_PRINT,   /* it writes to the terminal */
    AS_TYPED,   /* it reads the terminal */
    AS_BIRTH,   /* it makes a thread or a process */
    IF_WAITING, /* a lock: of interest only when it waits */
};

struct tracer {
    struct stage *stage;
    struct timeline *timeline;
    struct motor motor;
    struct tasks tasks;
    struct task *current; /* goes on as long as it can */
    struct sockets sockets;
    const char **hosts; /* their names */
    int *diag;          /* a host's sock_diag socket */
    int *port;          /* the next ephemeral port that a host offers */
    size_t nhosts;
    int loopback[2];       /* what crosses lo: IPv4, IPv6; -1 on the wire */
    struct packet *flying; /* on the wire, oldest first */
    size_t nflying;
    const struct step *start; /* the command that is about to begin */
    bool *watched;            /* is the actor's last command traced? */
    char **hold;       /* the call before which an actor stops, or NULL */
    double idle_since; /* nobody could go on; 0: somebody can */
};

/* --------------------------------------------------- what is written down */

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
static void add_unwatched(struct tracer *tracer, size_t actor, size_t host,
                          struct holder **holders, size_t *count)
{
    pid_t session = tracer->stage->terminals[actor].pid;
    DIR *proc = opendir("/proc");
    for (struct dirent *entry; proc && (entry = readdir(proc));) {
        pid_t process = (pid_t)strtol(entry->d_name, NULL, 10);
        if (process > 0 && is_in_session(process, session))
            add_holder(holders, count, tracer->stage->scenario->actors[actor],
                       process, host);
    }
    if (proc)
        closedir(proc);
}

/* Index of the actor's host in the tracer's, or -1 if it sits nowhere. */
static int host_of(const struct tracer *tracer, size_t actor)
{
    int host = tracer->stage->scenario->actor_hosts[actor];
    return tracer->stage->scenario->nhosts ? host : 0;
}

static void look_at_sockets(struct tracer *tracer, struct json *json)
{
    struct holder *holders = NULL;
    size_t count = 0;
    for (size_t i = 0; i < tracer->tasks.count; i++) {
        struct task *task = tracer->tasks.list[i];
        int host = host_of(tracer, task->actor);
        if (task->thread == task->process && task->executes && task->owner &&
            task->state != TASK_DEAD && host != -1)
            add_holder(&holders, &count, task->owner, task->process,
                       (size_t)host);
    }
    for (size_t i = 0; i < tracer->stage->scenario->nactors; i++) {
        int host = host_of(tracer, i);
        if (!tracer->watched[i] && stage_is_running(tracer->stage, i) &&
            host != -1)
            add_unwatched(tracer, i, (size_t)host, &holders, &count);
    }
    sockets_look(&tracer->sockets, holders, count, json);
    free(holders);
    for (size_t i = 0; i < tracer->nhosts; i++)
        if (port_is_used(&tracer->sockets, i, tracer->port[i]))
            tracer->port[i]++;
}

static struct json *begin_step(struct tracer *tracer, const char *what,
                               const char *who)
{
    return timeline_begin(tracer->timeline, what, who);
}

static void end_step(struct tracer *tracer)
{
    struct json *json = &tracer->timeline->step;
    look_at_sockets(tracer, json);
    if (tracer->idle_since > 0) {
        int pause = (int)((seconds_now() - tracer->idle_since) * 1000);
        if (pause >= SHORTEST_PAUSE_MS)
            json_number(json, "after_ms",
                        (pause + PAUSE_STEP_MS / 2) / PAUSE_STEP_MS *
                            PAUSE_STEP_MS);
        tracer->idle_since = 0;
    }
    timeline_end(tracer->timeline);
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

/* Does a function of stdio (fclose, fgets) make this call for a socket? */
static bool is_stdio_on_socket(const struct tracer *tracer,
                               const struct task *task)
{
    long number = task->call.number;
    return (number == SYS_close || number == SYS_read || number == SYS_write) &&
           *task->stack.library &&
           socket_of(&tracer->sockets, task->owner, (int)task->call.words[0]);
}

static enum showing showing(const struct tracer *tracer,
                            const struct task *task)
{
    const struct call *call = &task->call;
    const char *function = task->stack.library;
    long number = call->number;
    if (!task->executes || task->stack.count == 0)
        return HIDDEN;
    if (number == SYS_clone || number == SYS_clone3
#ifdef SYS_fork
        || number == SYS_fork || number == SYS_vfork
#endif
    )
        return AS_BIRTH;
    int fd = (int)call->words[0];
    if (number == SYS_write && task_has_terminal(task, fd))
        return AS_PRINT;
    if (number == SYS_read && task_has_terminal(task, fd))
        return AS_TYPED;
    if (call->kind && call_is_function(call->kind, function))
        return number == SYS_futex ? IF_WAITING : AS_CALL;
    if (is_stdio_on_socket(tracer, task))
        return AS_CALL;
    if (call->kind || call_is_hidden(number))
        return HIDDEN; /* on the way of something else, such as perror */
    return *function ? AS_CALL : HIDDEN;
}

static char *bytes_of(const struct task *task, uint64_t at, uint64_t len)
{
    char bytes[MOST_PRINTED];
    size_t got = read_memory(task->thread, at, bytes,
                             len < sizeof bytes ? (size_t)len : sizeof bytes);
    return c_literal(bytes, got);
}

static void write_print(struct tracer *tracer, const struct task *task)
{
    if (task->call.result <= 0)
        return;
    char *text =
        bytes_of(task, task->call.words[1], (uint64_t)task->call.result);
    struct json *json = begin_step(tracer, "print", task->name);
    timeline_at(tracer->timeline, &task->stack);
    json_field(json, "text", text);
    free(text);
    end_step(tracer);
}

static void write_birth(struct tracer *tracer, struct task *task)
{
    if (!task->newborn)
        return;
    struct json *json = begin_step(
        tracer, task->newborn_is_thread ? "thread" : "fork", task->name);
    timeline_at(tracer->timeline, &task->stack);
    json_field(json, "new", task->newborn->name);
    task->newborn = NULL;
    end_step(tracer);
}

/* A `call`, `wait` or `return` step. */
static void write_call(struct tracer *tracer, const char *what,
                       const struct task *task, const struct call *call,
                       const struct stack *stack)
{
    bool reads_terminal = call->number == SYS_read &&
                          task_has_terminal(task, (int)call->words[0]);
    struct json *json = begin_step(tracer, what, task->name);
    timeline_at(tracer->timeline, stack);
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
    int before = fd == -1 ? 0 : socket_of(&tracer->sockets, task->owner, fd);
    struct json changes = {0};
    look_at_sockets(tracer, &changes);
    int after = fd == -1 ? 0 : socket_of(&tracer->sockets, task->owner, fd);
    if (after || before)
        json_number(json, "on", after ? after : before);
    if (changes.len)
        json_add(json, "%s", changes.text);
    free(changes.text);
    end_step(tracer);
}

static void write_signal(struct tracer *tracer, const struct task *task)
{
    char *name = name_of_signal(task->signal);
    struct json *json = begin_step(tracer, "signal", task->name);
    timeline_at(tracer->timeline,
                task->interrupted ? &task->interrupted_stack : &task->stack);
    json_field(json, "signal", name);
    json_field(json, "action", task_takes_signal(task));
    free(name);
    end_step(tracer);
}

static void write_exit(struct tracer *tracer, const struct task *task)
{
    struct json *json = begin_step(tracer, "exit", task->name);
    if (WIFSIGNALED(task->status)) {
        char *name = name_of_signal(WTERMSIG(task->status));
        json_field(json, "signal", name);
        free(name);
    } else {
        json_number(json, "status", WEXITSTATUS(task->status));
    }
    end_step(tracer);
}

/* ------------------------------------------------- what happens meanwhile */

/* Takes what has crossed the network since the last time; gives how many
 * packets it was. */
static int take_packets(struct tracer *tracer)
{
    static unsigned char bytes[LONGEST_PACKET];
    int count = 0;
    for (struct packet packet; wire_next(&tracer->stage->wire, &packet);
         count++) {
        tracer->flying =
            grow(tracer->flying, tracer->nflying, sizeof *tracer->flying);
        tracer->flying[tracer->nflying++] = packet;
    }
    for (size_t i = 0; i < 2; i++) {
        if (tracer->loopback[i] == -1)
            continue;
        for (ssize_t len;
             (len = recv(tracer->loopback[i], bytes, sizeof bytes, 0)) > 0;
             count++)
            timeline_crossed(tracer->timeline, bytes, (size_t)len);
    }
    return count;
}

/* Waits until every thread is stopped or asleep, and nothing is under way. */
static void settle(struct tracer *tracer)
{
    while (!stage_out_of_time(tracer->stage)) {
        int news = tasks_reap(&tracer->tasks);
        bool asleep = tasks_are_asleep(&tracer->tasks);
        if (news || !asleep) {
            usleep(20);
            continue;
        }
        if (await_arrivals() == -1) {
            perror("cannot record");
            return;
        }
        news = take_packets(tracer) + tasks_reap(&tracer->tasks);
        if (!news && tasks_are_asleep(&tracer->tasks))
            return;
    }
}

/* The call came back, after a wait or at once. */
static void write_return(struct tracer *tracer, struct task *task,
                         const struct call *call, const struct stack *stack)
{
    write_call(tracer, task->waits ? "return" : "call", task, call, stack);
    task->waits = false;
}

static void note_interruption(struct task *task)
{
    task->interrupted = true;
    task->interrupted_call = task->call;
    task->interrupted_stack = task->stack;
}

/* What has become of the tasks since the last step: in their order. */
static void write_news(struct tracer *tracer)
{
    for (size_t i = 0; i < tracer->tasks.count; i++) {
        struct task *task = tracer->tasks.list[i];
        if (!task->has_news || !task->name)
            continue;
        task->has_news = false;
        if (task->state == TASK_DEAD)
            write_exit(tracer, task);
        else if (task->state == TASK_LEAVES && task->waits && task->shown) {
            if (call_is_interrupted(&task->call))
                note_interruption(task);
            else
                write_return(tracer, task, &task->call, &task->stack);
        }
    }
}

/* At the entry of a call: is it the interrupted one, begun again? */
static bool is_begun_again(struct task *task)
{
    if (!task->interrupted ||
        (task->call.number != task->interrupted_call.number &&
         task->call.number != SYS_restart_syscall))
        return false;
    task->call = task->interrupted_call;
    task->call.done = false;
    task->stack = task->interrupted_stack;
    task->interrupted = false;
    return true;
}

/* The handler is over, and the interrupted call is not begun again. */
static bool ends_interruption(const struct task *task)
{
    return task->interrupted && task->state == TASK_LEAVES &&
           task->call.number == SYS_rt_sigreturn && task->call.result == -EINTR;
}

static bool takes_port(const struct call *call)
{
    return call->number == SYS_connect || call->number == SYS_bind ||
           call->number == SYS_listen || call->number == SYS_sendto;
}

static void write_outcome(struct tracer *tracer, struct task *task,
                          enum showing how)
{
    if (task->asleep &&
        (how == AS_CALL || how == AS_TYPED || how == IF_WAITING)) {
        task->shown = true;
        if (!task->waits)
            write_call(tracer, "wait", task, &task->call, &task->stack);
        task->waits = true;
    } else if (task->state == TASK_LEAVES) {
        task->has_news = false;
        if (call_is_interrupted(&task->call))
            note_interruption(task);
        else if (how == AS_PRINT)
            write_print(tracer, task);
        else if (how == AS_BIRTH)
            write_birth(tracer, task);
        else if (task->interrupted) /* in a handler: the other one waits on */
            write_call(tracer, "call", task, &task->call, &task->stack);
        else if (how != IF_WAITING || task->waits)
            write_return(tracer, task, &task->call, &task->stack);
    }
}

/* Lets one stopped task go on until it stops or sleeps. */
static void go_on(struct tracer *tracer, struct task *task)
{
    enum showing how = HIDDEN;
    if (task->state == TASK_ENTERS) {
        how = is_begun_again(task) ? AS_CALL : showing(tracer, task);
        task->shown = how != HIDDEN;
    } else if (task->state == TASK_SIGNAL) {
        write_signal(tracer, task);
    } else if (ends_interruption(task)) {
        task->interrupted = false;
        task->interrupted_call.result = -EINTR;
        write_return(tracer, task, &task->interrupted_call,
                     &task->interrupted_stack);
    }
    int host = host_of(tracer, task->actor);
    if (how == AS_CALL && takes_port(&task->call) && host != -1 &&
        offer_port(&tracer->stage->wire, (size_t)host, tracer->port[host]) ==
            -1)
        perror("cannot choose a port");
    task->has_news = false;
    task_resume(task);
    settle(tracer);
    if (how != HIDDEN)
        write_outcome(tracer, task, how);
    write_news(tracer);
}

static bool is_held(const struct tracer *tracer, const struct task *task)
{
    const char *call = tracer->hold[task->actor];
    return call && task->state == TASK_ENTERS && task->stack.count > 0 &&
           strcmp(task->stack.library, call) == 0;
}

/* The current one if it can go on, else the next in their order. */
static struct task *next_to_go(struct tracer *tracer)
{
    size_t count = tracer->tasks.count, from = 0;
    for (size_t i = 0; i < count; i++)
        if (tracer->tasks.list[i] == tracer->current)
            from = i;
    for (size_t i = 0; i < count; i++) {
        struct task *task = tracer->tasks.list[(from + i) % count];
        if (task_is_stopped(task) && !is_held(tracer, task))
            return tracer->current = task;
    }
    return NULL;
}

static void carry_one(struct tracer *tracer)
{
    struct packet packet = tracer->flying[0];
    static const char *const fates[] = {"delivered", "dropped", "cut"};
    struct json segment = {0};
    tracer->nflying--;
    memmove(tracer->flying, tracer->flying + 1,
            tracer->nflying * sizeof *tracer->flying);
    bool is_known = segment_json(&segment, packet.bytes, packet.len);
    bool to_nobody = packet.to == WIRE_NOWHERE;
    enum fate fate = to_nobody ? CUT : packet.fate;
    const char *from = tracer->hosts[packet.from];
    const char *to = to_nobody ? "nobody" : tracer->hosts[packet.to];
    wire_carry(&tracer->stage->wire, &packet);
    settle(tracer);
    if (is_known) {
        struct json *json = begin_step(tracer, "segment", NULL);
        json_field(json, "from", from);
        json_field(json, "to", to);
        json_field(json, "fate", fates[fate]);
        json_add(json, ",\"segment\":%s", segment.text);
        end_step(tracer);
    }
    free(segment.text);
    write_news(tracer);
}

/* ------------------------------------------------------------- the motor */

/* A program without end is stopped long before the time is up. */
static void give_up_if_endless(struct tracer *tracer)
{
    bool steps = tracer->timeline->nsteps > MOST_STEPS;
    bool tasks = tracer->tasks.count > MOST_TASKS;
    if (stage_out_of_time(tracer->stage) || !(steps || tasks))
        return;
    fprintf(stderr, "%s: more than %d %s: this is no run to step through\n",
            tracer->stage->scenario->path, steps ? MOST_STEPS : MOST_TASKS,
            steps ? "steps" : "threads and processes");
    tracer->stage->deadline = 0;
}

static bool run(void *context)
{
    struct tracer *tracer = context;
    size_t steps_before = tracer->timeline->nsteps;
    settle(tracer);
    write_news(tracer);
    while (!stage_out_of_time(tracer->stage)) {
        struct task *task;
        give_up_if_endless(tracer);
        if (tracer->nflying > 0)
            carry_one(tracer);
        else if ((task = next_to_go(tracer)))
            go_on(tracer, task);
        else
            break;
    }
    if (tracer->timeline->segments.len) {
        begin_step(tracer, "network", NULL);
        end_step(tracer);
    }
    bool something = tracer->timeline->nsteps > steps_before;
    if (tracer->idle_since == 0)
        tracer->idle_since = seconds_now();
    return something;
}

static void hold(struct tracer *tracer, const struct step *step)
{
    if (step->order != ORDER_HOLD && step->order != ORDER_RELEASE)
        return;
    char **call = &tracer->hold[step->actor];
    free(*call);
    *call = step->order == ORDER_HOLD ? copy_string(step->text) : NULL;
}

/* A program of the course: one that stands beside the scenario. */
static bool is_ours(const struct step *step)
{
    return step->argv[0][0] == '.';
}

static void write_act(struct tracer *tracer, const struct step *step)
{
    static const char *const orders[] = {"cut", "mend", NULL, "hold",
                                         "release"};
    const char *what = step->kind == STEP_TYPE    ? "type"
                       : step->kind == STEP_KEY   ? "key"
                       : step->kind == STEP_ORDER ? orders[step->order]
                                                  : "start";
    if (!what)
        return; /* which segment is lost is seen when it is */
    const char *who = tracer->stage->scenario->actors[step->actor];
    struct json *json = begin_step(tracer, what, who);
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
    if (strcmp(what, "start") == 0 && !is_ours(step))
        json_add(json, ",\"watched\":false");
    end_step(tracer);
}

static void acts(void *context, const struct step *step)
{
    struct tracer *tracer = context;
    run(tracer);
    tracer->idle_since = 0;
    write_act(tracer, step);
    if (step->kind == STEP_ORDER)
        hold(tracer, step);
    tracer->start = step;
}

static int starts(void *context, size_t actor, pid_t pid)
{
    struct tracer *tracer = context;
    tracer->watched[actor] = is_ours(tracer->start);
    if (!tracer->watched[actor])
        return 0;
    const char *name = tracer->stage->scenario->actors[actor];
    return task_adopt(&tracer->tasks, pid, actor, name) ? 0 : -1;
}

static void printed(void *context, size_t actor, const char *line)
{
    struct tracer *tracer = context;
    if (tracer->watched[actor])
        return; /* seen when it was written */
    char *with_end = format("%s\n", line);
    char *text = c_literal(with_end, strlen(with_end));
    struct json *json =
        begin_step(tracer, "print", tracer->stage->scenario->actors[actor]);
    json_field(json, "text", text);
    end_step(tracer);
    free(text);
    free(with_end);
}

/* A process ended that is not traced, or the first thread of one that is. */
static void ended(void *context, pid_t pid, int status)
{
    struct tracer *tracer = context;
    for (size_t i = 0; i < tracer->stage->scenario->nactors; i++) {
        if (tracer->stage->terminals[i].pid != pid || tracer->watched[i])
            continue;
        stage_command_ended(tracer->stage, pid, status);
        struct task nobody = {
            .name = tracer->stage->scenario->actors[i],
            .status = status,
        };
        write_exit(tracer, &nobody);
        return;
    }
    stage_command_ended(tracer->stage, pid, status);
}

/* ------------------------------------------------------ begin and end */

static int open_host(struct tracer *tracer, size_t host, const char *name)
{
    tracer->hosts = grow(tracer->hosts, host, sizeof *tracer->hosts);
    tracer->diag = grow(tracer->diag, host, sizeof *tracer->diag);
    tracer->port = grow(tracer->port, host, sizeof *tracer->port);
    tracer->hosts[host] = name;
    tracer->port[host] = first_port(host);
    tracer->diag[host] = diag_open();
    tracer->nhosts = host + 1;
    return tracer->diag[host] == -1 ? -1 : 0;
}

static int open_network(struct tracer *tracer)
{
    const struct scenario *scenario = tracer->stage->scenario;
    const struct wire *wire = &tracer->stage->wire;
    if (make_quiet(wire) == -1)
        return -1;
    for (size_t i = 0; i < scenario->nhosts; i++) {
        if (wire_visit(wire, i) == -1 ||
            open_host(tracer, i, scenario->hosts[i].name) == -1 ||
            wire_leave(wire) == -1)
            return -1;
    }
    if (scenario->nhosts)
        return 0;
    tracer->loopback[0] = watch_loopback(ETH_P_IP);
    tracer->loopback[1] = watch_loopback(ETH_P_IPV6);
    if (tracer->loopback[0] == -1 || tracer->loopback[1] == -1)
        return -1;
    return open_host(tracer, 0, "localhost");
}

struct tracer *tracer_begin(struct stage *stage, struct timeline *timeline)
{
    struct tracer *tracer = grow(NULL, 0, sizeof *tracer);
    *tracer = (struct tracer){
        .stage = stage,
        .timeline = timeline,
        .motor = {.context = tracer,
                  .acts = acts,
                  .starts = starts,
                  .run = run,
                  .printed = printed},
        .tasks = {.ended = ended, .context = tracer},
        .loopback = {-1, -1},
    };
    for (size_t i = 0; i < stage->scenario->nactors; i++) {
        tracer->watched = grow(tracer->watched, i, sizeof *tracer->watched);
        tracer->watched[i] = false;
        tracer->hold = grow(tracer->hold, i, sizeof *tracer->hold);
        tracer->hold[i] = NULL;
    }
    if (open_network(tracer) == -1 ||
        count_processes_from(FIRST_PROCESS) == -1) {
        perror("cannot record");
        tracer_end(tracer);
        return NULL;
    }
    sockets_begin(&tracer->sockets, tracer->hosts, tracer->diag,
                  tracer->nhosts);
    stage->motor = &tracer->motor;
    return tracer;
}

void tracer_finish(struct tracer *tracer)
{
    run(tracer);
}

void tracer_end(struct tracer *tracer)
{
    tracer->stage->motor = NULL;
    for (size_t i = 0; i < tracer->nhosts; i++)
        if (tracer->diag[i] != -1)
            close(tracer->diag[i]);
    for (size_t i = 0; i < 2; i++)
        if (tracer->loopback[i] != -1)
            close(tracer->loopback[i]);
    for (size_t i = 0; i < tracer->nflying; i++)
        free(tracer->flying[i].bytes);
    sockets_end(&tracer->sockets);
    segments_forget();
    tasks_free(&tracer->tasks);
    free(tracer->flying);
    free(tracer->hosts);
    free(tracer->diag);
    free(tracer->port);
    for (size_t i = 0; i < tracer->stage->scenario->nactors; i++)
        free(tracer->hold[i]);
    free(tracer->hold);
    free(tracer->watched);
    free(tracer);
}
