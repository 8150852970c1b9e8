/* See tracer.h. */
#define _GNU_SOURCE
#include "tracer.h"

#include "common/memory.h"
#include "quiet.h"
#include "segments.h"
#include "story.h"
#include "tasks.h"

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
    LONGEST_PACKET = 65536,
    /* What nobody would step through: the recording is given up. */
    MOST_STEPS = 1000,
    MOST_TASKS = 100,
    /* The first command's process id, whatever was started before it. */
    FIRST_PROCESS = 100,
};

/* Longer without a look, and one of TCP's timers (the first is 1 s) may have run
 * out unseen. */
static const double LONGEST_ABSENCE_S = 0.3;

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
    struct story story;
    struct motor motor;
    struct tasks tasks;
    struct task *current;  /* goes on as long as it can */
    int loopback[2];       /* what crosses lo: IPv4, IPv6; -1 on the wire */
    struct packet *flying; /* on the wire, oldest first */
    size_t nflying;
    const struct step *start; /* the command that is about to begin */
    char **hold;        /* the call before which an actor stops, or NULL */
    double looked;      /* when it last looked at the threads */
    bool was_kept_away; /* other processes had the processor too long */
};

/* ---------------------------------------------------- what is to be shown */

/* Does a function of stdio (fclose, fgets) make this call for a socket? */
static bool is_stdio_on_socket(const struct tracer *tracer,
                               const struct task *task)
{
    long number = task->call.number;
    return (number == SYS_close || number == SYS_read || number == SYS_write) &&
           *task->stack.library &&
           socket_of(&tracer->story.sockets, task->owner,
                     (int)task->call.words[0]);
}

static enum showing showing(const struct tracer *tracer,
                            const struct task *task)
{
    const struct call *call = &task->call;
    const char *function = task->stack.library;
    long number = call->number;
    int fd = (int)call->words[0];
    if (!task->executes)
        return HIDDEN;
    /* while it exits, too, where no function of the program runs any more */
    if ((number == SYS_write || number == SYS_writev) &&
        task_has_terminal(task, fd))
        return AS_PRINT;
    if (task->stack.count == 0)
        return HIDDEN;
    if (number == SYS_clone || number == SYS_clone3
#ifdef SYS_fork
        || number == SYS_fork || number == SYS_vfork
#endif
    )
        return AS_BIRTH;
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
        double now = seconds_now();
        if (tracer->looked > 0 && now - tracer->looked > LONGEST_ABSENCE_S)
            tracer->was_kept_away = true;
        tracer->looked = now;
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
    story_call(&tracer->story, task->waits ? "return" : "call", task, call,
               stack);
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
            story_exit(&tracer->story, task->name, task->status);
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
            story_call(&tracer->story, "wait", task, &task->call, &task->stack);
        task->waits = true;
    } else if (task->state == TASK_LEAVES) {
        task->has_news = false;
        if (call_is_interrupted(&task->call))
            note_interruption(task);
        else if (how == AS_PRINT)
            story_print(&tracer->story, task);
        else if (how == AS_BIRTH)
            story_birth(&tracer->story, task);
        else if (task->interrupted) /* in a handler: the other one waits on */
            story_call(&tracer->story, "call", task, &task->call, &task->stack);
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
        story_signal(&tracer->story, task);
    } else if (ends_interruption(task)) {
        task->interrupted = false;
        task->interrupted_call.result = -EINTR;
        write_return(tracer, task, &task->interrupted_call,
                     &task->interrupted_stack);
    }
    int host = story_host(&tracer->story, task->actor);
    if (how == AS_CALL && takes_port(&task->call) && host != -1 &&
        offer_port(&tracer->stage->wire, (size_t)host,
                   tracer->story.port[host]) == -1)
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
    struct json segment = {0};
    tracer->nflying--;
    memmove(tracer->flying, tracer->flying + 1,
            tracer->nflying * sizeof *tracer->flying);
    bool is_known = segment_json(&segment, packet.bytes, packet.len);
    wire_carry(&tracer->stage->wire, &packet);
    settle(tracer);
    if (is_known)
        story_segment(&tracer->story, &packet, segment.text);
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
    story_network(&tracer->story);
    bool something = tracer->timeline->nsteps > steps_before;
    if (tracer->story.idle_since == 0)
        tracer->story.idle_since = seconds_now();
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

static void acts(void *context, const struct step *step)
{
    struct tracer *tracer = context;
    run(tracer);
    tracer->story.idle_since = 0;
    story_act(&tracer->story, step);
    if (step->kind == STEP_ORDER)
        hold(tracer, step);
    tracer->start = step;
}

static int starts(void *context, size_t actor, pid_t pid)
{
    struct tracer *tracer = context;
    tracer->story.watched[actor] = is_course_program(tracer->start);
    if (!tracer->story.watched[actor])
        return 0;
    const char *name = tracer->stage->scenario->actors[actor];
    return task_adopt(&tracer->tasks, pid, actor, name) ? 0 : -1;
}

static void printed(void *context, size_t actor, struct span line,
                    bool is_whole)
{
    struct tracer *tracer = context;
    if (tracer->story.watched[actor])
        return; /* seen when it was written */
    story_line(&tracer->story, actor, line, is_whole);
}

/* A process ended that is not traced, or the first thread of one that is. */
static void ended(void *context, pid_t pid, int status)
{
    struct tracer *tracer = context;
    for (size_t i = 0; i < tracer->stage->scenario->nactors; i++) {
        if (tracer->stage->terminals[i].pid != pid || tracer->story.watched[i])
            continue;
        stage_command_ended(tracer->stage, pid, status);
        story_exit(&tracer->story, tracer->stage->scenario->actors[i], status);
        return;
    }
    stage_command_ended(tracer->stage, pid, status);
}

/* ------------------------------------------------------ begin and end */

static int open_network(struct tracer *tracer)
{
    if (make_quiet(&tracer->stage->wire, tracer->stage->scenario->rto_s) == -1)
        return -1;
    if (tracer->stage->scenario->nhosts)
        return 0;
    tracer->loopback[0] = watch_loopback(ETH_P_IP);
    tracer->loopback[1] = watch_loopback(ETH_P_IPV6);
    return tracer->loopback[0] == -1 || tracer->loopback[1] == -1 ? -1 : 0;
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
        tracer->hold = grow(tracer->hold, i, sizeof *tracer->hold);
        tracer->hold[i] = NULL;
    }
    if (open_network(tracer) == -1 ||
        story_begin(&tracer->story, stage, timeline, &tracer->tasks) == -1 ||
        count_processes_from(FIRST_PROCESS) == -1) {
        perror("cannot record");
        tracer_end(tracer);
        return NULL;
    }
    stage->motor = &tracer->motor;
    return tracer;
}

void tracer_finish(struct tracer *tracer)
{
    run(tracer);
}

bool tracer_was_kept_away(const struct tracer *tracer)
{
    return tracer->was_kept_away;
}

void tracer_end(struct tracer *tracer)
{
    tracer->stage->motor = NULL;
    for (size_t i = 0; i < 2; i++)
        if (tracer->loopback[i] != -1)
            close(tracer->loopback[i]);
    for (size_t i = 0; i < tracer->nflying; i++)
        free(tracer->flying[i].bytes);
    story_end(&tracer->story);
    segments_forget();
    tasks_free(&tracer->tasks);
    free(tracer->flying);
    for (size_t i = 0; i < tracer->stage->scenario->nactors; i++)
        free(tracer->hold[i]);
    free(tracer->hold);
    free(tracer);
}
