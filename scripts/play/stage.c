/* See stage.h. */
#define _GNU_SOURCE
#include "stage.h"

#include "common/memory.h"
#include "scenario/line.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    SLOWER_WHEN_WATCHED = 5, /* what scripts/README.md promises */
    MOST_LINES = 100000,     /* an actor that prints without end is stopped */
};

double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int open_terminals(struct stage *stage)
{
    size_t count = stage->scenario->nactors;
    for (size_t i = 0; i < count; i++) {
        stage->terminals = grow(stage->terminals, i, sizeof *stage->terminals);
        stage->ended = grow(stage->ended, i, sizeof *stage->ended);
        stage->terminals[i] = (struct terminal){.master = -1, .slave = -1};
        stage->ended[i] = false;
    }
    for (size_t i = 0; i < count; i++)
        if (terminal_open(&stage->terminals[i]) == -1) {
            perror("cannot open a pseudo-terminal");
            return -1;
        }
    return 0;
}

static void set_environment(void)
{
    static const char path[] =
        "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    setenv("PATH", path, 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("TERM", "dumb", 1);
    unsetenv("TMPDIR"); /* the sandbox has its own /tmp */
    unsetenv("LANGUAGE");
}

int stage_open(struct stage *stage, const struct scenario *scenario,
               enum tool tool, const char *folder)
{
    *stage = (struct stage){
        .scenario = scenario,
        .folder = copy_string(folder),
        .limit = scenario->limit_s,
        .wire = {.home = -1},
        .child_signal = -1,
    };
    if (tool != TOOL_NONE)
        stage->limit *= (double)SLOWER_WHEN_WATCHED;
    stage->deadline = seconds_now() + stage->limit;

    sigset_t child;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child, NULL);
    stage->child_signal = signalfd(-1, &child, SFD_CLOEXEC | SFD_NONBLOCK);
    set_environment();
    if (stage->child_signal == -1 || watch_begin(&stage->watch, tool) == -1) {
        perror("cannot play");
        return -1;
    }
    if (wire_open(&stage->wire, scenario->hosts, scenario->nhosts) == -1)
        return -1;
    return open_terminals(stage);
}

void stage_close(struct stage *stage)
{
    for (size_t i = 0; i < stage->scenario->nactors; i++)
        terminal_close(&stage->terminals[i]);
    for (size_t i = 0; i < stage->nprinted; i++)
        free(stage->printed[i].text);
    free(stage->terminals);
    free(stage->ended);
    free(stage->printed);
    free(stage->folder);
    watch_free(&stage->watch);
    wire_close(&stage->wire);
    if (stage->child_signal != -1)
        close(stage->child_signal);
}

/* How the scenario says that the command which this step starts will end. */
static const char *foretold_ending(const struct scenario *scenario,
                                   const struct step *start)
{
    const struct step *behind = scenario->steps + scenario->nsteps;
    for (const struct step *step = start + 1; step < behind; step++)
        if (step->kind == STEP_END && step->actor == start->actor)
            return step->text;
    return "";
}

struct start {
    const struct motor *motor;
    size_t actor;
};

static int tell_motor(void *context, pid_t pid)
{
    const struct start *start = context;
    return start->motor->starts(start->motor->context, start->actor, pid);
}

static int start(struct stage *stage, const struct step *step)
{
    if (stage_is_running(stage, step->actor)) {
        fprintf(stderr, "%s:%d: %s still runs its last command\n",
                stage->scenario->path, line_number(step),
                stage->scenario->actors[step->actor]);
        return -1;
    }
    int host = stage->scenario->actor_hosts[step->actor];
    struct start context = {.motor = stage->motor, .actor = step->actor};
    struct launch launch = {
        .argv = watch_command(&stage->watch, step->argv,
                              foretold_ending(stage->scenario, step)),
        .folder = stage->folder,
        .as_root = step->kind == STEP_ROOT,
        .report = watch_report(&stage->watch, step->argv),
        .network = host == NO_HOST ? -1 : stage->wire.cables[host].ns,
        .forked = stage->motor ? tell_motor : NULL,
        .context = &context,
    };
    int result = terminal_start(&stage->terminals[step->actor], &launch);
    if (result == -1)
        fprintf(stderr, "%s:%d: cannot start %s in %s: %s\n",
                stage->scenario->path, line_number(step), launch.argv[0],
                stage->folder, strerror(errno));
    words_free(launch.argv);
    if (launch.report != -1)
        close(launch.report);
    return result;
}

static void obey(struct stage *stage, const struct step *step)
{
    int host = stage->scenario->actor_hosts[step->actor];
    if (step->order == ORDER_CUT || step->order == ORDER_MEND)
        wire_cut(&stage->wire, (size_t)host, step->order == ORDER_CUT);
    else if (step->order == ORDER_DROP)
        wire_drop_next(&stage->wire, (size_t)host, step->text);
    /* the others are the motor's */
}

int stage_act(struct stage *stage, const struct step *step)
{
    if (stage->motor)
        stage->motor->acts(stage->motor->context, step);
    if (step->kind == STEP_ORDER) {
        obey(stage, step);
        return 0;
    }
    if (step->kind == STEP_START || step->kind == STEP_ROOT)
        return start(stage, step);

    struct terminal *terminal = &stage->terminals[step->actor];
    int result;
    if (step->kind == STEP_KEY) {
        result = terminal_type(terminal, &step->key, 1);
    } else {
        char *line = format("%s\n", step->text);
        result = terminal_type(terminal, line, strlen(line));
        free(line);
    }
    if (result == -1)
        fprintf(stderr, "%s:%d: cannot type: %s\n", stage->scenario->path,
                line_number(step), strerror(errno));
    return result;
}

struct speaker {
    struct stage *stage;
    size_t actor;
};

static void take_line(void *context, struct span line, bool is_whole)
{
    struct speaker *speaker = context;
    struct stage *stage = speaker->stage;
    if (stage->nprinted == MOST_LINES) {
        stage->deadline = 0; /* enough is enough: out of time */
        return;
    }
    stage->printed =
        grow(stage->printed, stage->nprinted, sizeof *stage->printed);
    if (stage->motor)
        stage->motor->printed(stage->motor->context, speaker->actor, line,
                              is_whole);
    while (stage->scenario->any_spaces && span_ends(line, " "))
        line.len--;
    stage->printed[stage->nprinted++] = (struct printed){
        .actor = speaker->actor,
        .text = line_as_text(line, is_whole),
    };
}

bool stage_command_ended(struct stage *stage, pid_t pid, int status)
{
    for (size_t i = 0; i < stage->scenario->nactors; i++) {
        struct speaker speaker = {.stage = stage, .actor = i};
        if (stage->terminals[i].pid != pid)
            continue;
        terminal_ended(&stage->terminals[i], status, take_line, &speaker);
        return stage->ended[i] = true;
    }
    return false;
}

/* Process 1 of the sandbox inherits every orphan: all are reaped. */
static bool reap(struct stage *stage)
{
    struct signalfd_siginfo ignored;
    while (read(stage->child_signal, &ignored, sizeof ignored) > 0)
        continue;
    bool someone_ended = false;
    int status;
    for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG)) > 0;)
        if (stage_command_ended(stage, pid, status))
            someone_ended = true;
    return someone_ended;
}

static void carry_packets(struct stage *stage)
{
    for (struct packet packet; wire_next(&stage->wire, &packet);)
        wire_carry(&stage->wire, &packet);
}

static void read_terminals(struct stage *stage)
{
    for (size_t i = 0; i < stage->scenario->nactors; i++) {
        struct speaker speaker = {.stage = stage, .actor = i};
        terminal_read(&stage->terminals[i], take_line, &speaker);
    }
}

static bool has_ended(const struct stage *stage)
{
    for (size_t i = 0; i < stage->scenario->nactors; i++)
        if (stage->ended[i])
            return true;
    return false;
}

/* The same, with a motor, which must be asked again and again: kernel timers
 * wake the commands without telling us. */
static bool wait_with_motor(struct stage *stage, double until)
{
    size_t printed_before = stage->nprinted;
    bool ended_before = has_ended(stage);
    while (seconds_now() < until && !stage_out_of_time(stage)) {
        bool something = stage->motor->run(stage->motor->context);
        read_terminals(stage);
        if (stage->nprinted > printed_before ||
            (has_ended(stage) && !ended_before))
            return true;
        if (!something)
            poll(NULL, 0, 1);
    }
    return false;
}

bool stage_wait(struct stage *stage, double seconds)
{
    double until = seconds_now() + seconds;
    if (until > stage->deadline)
        until = stage->deadline;
    if (stage->motor)
        return wait_with_motor(stage, until);

    size_t printed_before = stage->nprinted;
    struct pollfd *events = NULL;
    size_t count = 0;
    for (size_t i = 0; i < stage->scenario->nactors; i++) {
        events = grow(events, count, sizeof *events);
        events[count++].fd = stage->terminals[i].master;
    }
    for (size_t i = 0; i < stage->scenario->nhosts; i++) {
        events = grow(events, count, sizeof *events);
        events[count++].fd = stage->wire.cables[i].end;
    }
    events = grow(events, count, sizeof *events);
    events[count++].fd = stage->child_signal;
    for (size_t i = 0; i < count; i++)
        events[i].events = POLLIN;

    bool something = false;
    while (!something && seconds_now() < until) {
        int milliseconds = (int)((until - seconds_now()) * 1000) + 1;
        if (poll(events, (nfds_t)count, milliseconds) == -1 && errno != EINTR)
            break;
        carry_packets(stage);
        read_terminals(stage);
        something = reap(stage) || stage->nprinted > printed_before;
    }
    free(events);
    return something;
}

struct printed *stage_next_line(struct stage *stage, size_t actor)
{
    for (size_t i = 0; i < stage->nprinted; i++)
        if (stage->printed[i].actor == actor && !stage->printed[i].taken)
            return &stage->printed[i];
    return NULL;
}

bool stage_is_running(const struct stage *stage, size_t actor)
{
    return stage->terminals[actor].pid != 0;
}

bool stage_out_of_time(const struct stage *stage)
{
    return seconds_now() >= stage->deadline;
}

char *stage_ending(const struct stage *stage, size_t actor)
{
    int status = stage->terminals[actor].status;
    if (!WIFSIGNALED(status))
        return format("%d", WEXITSTATUS(status));
    const char *name = sigabbrev_np(WTERMSIG(status));
    return format("SIG%s", name ? name : "?");
}
