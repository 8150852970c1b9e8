/* Records a scenario: what its programs and the kernel really did. README.md
 * describes the recordings, ../README.md the scenarios. */
#define _GNU_SOURCE
#include "common/memory.h"
#include "common/text.h"
#include "play/output.h"
#include "play/perform.h"
#include "play/sandbox.h"
#include "play/stage.h"
#include "recorded.h"
#include "scenario/scenario.h"
#include "timeline.h"
#include "tracer.h"

#include <getopt.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum { RECORDED = 0, DIFFERS = 1, UNRECORDABLE = 2, KEPT_AWAY = 3 };

/* On a machine that leaves the recorder no time, it does not try for ever. */
enum { MOST_ATTEMPTS = 5 };

/* Recording stops every program at each of its calls. */
enum { SLOWER_WHEN_RECORDED = 5 };

/* A nice value: lower is before others. */
enum { PRIORITY = -15 };

enum task_at_hand { WRITE, CHECK, SHOW };

struct order {
    enum task_at_hand what;
    const char *bin; /* where the programs were built */
    char *folder;    /* where the scenario's commands run */
    int output;      /* the recording's text; output.h */
    struct scenario scenario;
};

static void usage(void)
{
    fputs("usage: record [--check | --show] [--bin DIR] FILE.scenario\n",
          stderr);
    exit(UNRECORDABLE);
}

/* All on one processor: what the kernel does there happens in one order. And
 * before others, where we may: the kernel's timers do not wait for us. */
static int stay_on_one_processor(void)
{
    cpu_set_t one;
    int here = sched_getcpu();
    (void)setpriority(PRIO_PROCESS, 0, PRIORITY);
    CPU_ZERO(&one);
    CPU_SET(here < 0 ? 0 : (size_t)here, &one);
    return sched_setaffinity(0, sizeof one, &one);
}

static int show(const char *text)
{
    if (fputs(text, stdout) != EOF && fflush(stdout) != EOF)
        return RECORDED;
    perror("standard output");
    return UNRECORDABLE;
}

/* What the sandbox brought out. */
static int finish(const struct order *order)
{
    char *path = recording_path(order->scenario.path);
    struct buffer bytes = output_read(order->output);
    buffer_add(&bytes, (struct span){"", 1});
    char *text = bytes.bytes;
    int result = RECORDED;
    if (order->what == SHOW)
        result = show(text);
    else if (order->what == CHECK)
        result = recording_is_same(path, text) ? RECORDED : DIFFERS;
    else
        result = recording_write(path, text) == 0 ? RECORDED : UNRECORDABLE;
    free(path);
    free(text);
    return result;
}

static int write_timeline(const struct order *order,
                          const struct timeline *timeline)
{
    char *text = timeline_text(timeline);
    int result = output_write(order->output, span_of(text));
    free(text);
    return result;
}

static int record(void *context)
{
    struct order *order = context;
    struct timeline timeline = {.scenario = &order->scenario};
    struct stage stage;
    int result = UNRECORDABLE;
    if (stay_on_one_processor() == -1)
        perror("cannot stay on one processor");
    else if (stage_open(&stage, &order->scenario, TOOL_NONE, order->folder) ==
             0) {
        stage.limit *= (double)SLOWER_WHEN_RECORDED;
        stage.deadline = seconds_now() + stage.limit;
        struct tracer *tracer = tracer_begin(&stage, &timeline);
        if (tracer) {
            result = perform(&stage);
            if (result == RECORDED)
                tracer_finish(tracer);
            if (tracer_was_kept_away(tracer))
                result = KEPT_AWAY;
            tracer_end(tracer);
        }
        if (result == RECORDED && write_timeline(order, &timeline) == -1)
            result = UNRECORDABLE;
        stage_close(&stage);
    }
    timeline_free(&timeline);
    scenario_free(&order->scenario);
    free(order->folder);
    return result;
}

int main(int argc, char **argv)
{
    static const struct option options[] = {
        {"check", no_argument, NULL, 'c'},
        {"show", no_argument, NULL, 's'},
        {"bin", required_argument, NULL, 'b'},
        {NULL, 0, NULL, 0},
    };
    /* the descriptors of whoever called are none of the actors' business */
    if (close_range(STDERR_FILENO + 1, ~0U, 0) == -1)
        perror("close_range");

    struct order order = {.what = WRITE};
    const char *bin = "build/bin/plain";
    for (int option;
         (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (option == 'c')
            order.what = CHECK;
        else if (option == 's')
            order.what = SHOW;
        else if (option == 'b')
            bin = optarg;
        else
            usage();
    }
    if (optind != argc - 1)
        usage();
    const char *path = argv[optind];
    bool readable = scenario_read(&order.scenario, path);
    if (readable && !order.scenario.record)
        fprintf(stderr, "%s: does not ask for a recording ('record: yes')\n",
                path);
    if (!readable || !order.scenario.record) {
        scenario_free(&order.scenario);
        return UNRECORDABLE;
    }
    order.bin = bin;
    order.folder = scenario_folder(bin, path);
    order.output = output_open();
    fflush(NULL);
    int result = order.output == -1 ? UNRECORDABLE : KEPT_AWAY;
    for (int i = 0; i < MOST_ATTEMPTS && result == KEPT_AWAY; i++) {
        if (i > 0)
            fprintf(stderr, "%s: the machine was too busy; once more\n", path);
        result =
            sandbox_run(record, &order, (const char *const[]){order.bin, NULL});
    }
    if (result == RECORDED)
        result = finish(&order);
    scenario_free(&order.scenario);
    free(order.folder);
    return result;
}
