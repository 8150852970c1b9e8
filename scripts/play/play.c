/* Runs a scenario and compares what every actor printed; or rewrites the
 * scenario from the run. scripts/README.md describes scenarios and options. */
#define _GNU_SOURCE
#include "common/memory.h"
#include "common/replace.h"
#include "output.h"
#include "perform.h"
#include "rewrite.h"
#include "sandbox.h"
#include "scenario/scenario.h"
#include "stage.h"
#include "watch.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PLAYED = 0, DIFFERS = 1, UNPLAYABLE = 2 };

struct order {
    enum tool tool;
    bool rewrites;
    bool shows;
    int output;      /* what is to be written; output.h */
    const char *bin; /* where the programs were built */
    char *folder;    /* where the scenario's commands run */
    struct scenario scenario;
};

static void usage(void)
{
    fputs("usage: play [--tool none|memcheck|helgrind|asan|tsan] [--bin DIR] "
          "[--show | --rewrite] FILE.scenario\n",
          stderr);
    exit(UNPLAYABLE);
}

/* Does the tool's report say what the scenario promises? */
static int judge_reports(const struct order *order, const struct stage *stage)
{
    const char *promised = order->scenario.caught_by[order->tool];
    char *reports = watch_reports(&stage->watch);
    int result = PLAYED;
    if (promised && !(reports && strstr(reports, promised))) {
        fprintf(stderr, "%s: %s did not report '%s'\n", order->scenario.path,
                tool_names[order->tool], promised);
        result = DIFFERS;
    } else if (!promised && reports) {
        fprintf(stderr, "%s: %s found an error\n", order->scenario.path,
                tool_names[order->tool]);
        result = DIFFERS;
    }
    if (result && reports)
        fputs(reports, stderr);
    free(reports);
    return result;
}

static int play(void *context)
{
    struct order *order = context;
    struct stage stage;
    int result = UNPLAYABLE;
    if (stage_open(&stage, &order->scenario, order->tool, order->folder) == 0) {
        stage.shows = order->shows;
        if (order->rewrites)
            result = rewrite(&stage, order->output);
        else if (order->scenario.caught_by[order->tool])
            result = perform_loosely(&stage);
        else
            result = perform(&stage);
        int verdict = judge_reports(order, &stage);
        if (result == PLAYED)
            result = verdict;
    }
    stage_close(&stage);
    scenario_free(&order->scenario);
    free(order->folder);
    return result;
}

static int enter(struct order *order)
{
    return sandbox_run(play, order, (const char *const[]){order->bin, NULL});
}

static int play_in_silence(void *context)
{
    return freopen("/dev/null", "w", stderr) ? play(context) : UNPLAYABLE;
}

static bool is_right_as_it_stands(const struct order *order)
{
    struct order same = *order;
    same.rewrites = false;
    same.shows = false;
    return sandbox_run(play_in_silence, &same,
                       (const char *const[]){order->bin, NULL}) == PLAYED;
}

/* Plays and writes down what happened, unless that is what stands there. */
static int play_and_write(struct order *order)
{
    if (is_right_as_it_stands(order)) {
        printf("%s: right as it stands, nothing is written\n",
               order->scenario.path);
        return PLAYED;
    }
    order->output = output_open();
    int result = order->output == -1 ? UNPLAYABLE : enter(order);
    if (result == PLAYED) {
        struct buffer text = output_read(order->output);
        if (replace_file(order->scenario.path,
                         (struct span){text.bytes, text.len}) == -1)
            result = UNPLAYABLE;
        free(text.bytes);
    }
    return result;
}

int main(int argc, char **argv)
{
    static const struct option options[] = {
        {"tool", required_argument, NULL, 't'},
        {"bin", required_argument, NULL, 'b'},
        {"rewrite", no_argument, NULL, 'r'},
        {"show", no_argument, NULL, 's'},
        {NULL, 0, NULL, 0},
    };
    /* the descriptors of whoever called are none of the actors' business */
    if (close_range(STDERR_FILENO + 1, ~0U, 0) == -1)
        perror("close_range");

    struct order order = {.tool = TOOL_NONE};
    const char *bin = NULL;
    for (int option;
         (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (option == 't' && (order.tool = tool_named(optarg)) != TOOLS)
            continue;
        else if (option == 'b')
            bin = optarg;
        else if (option == 'r')
            order.rewrites = true;
        else if (option == 's')
            order.shows = true;
        else
            usage();
    }
    if (optind != argc - 1 || (order.rewrites && order.tool != TOOL_NONE))
        usage();

    const char *path = argv[optind];
    if (!scenario_read(&order.scenario, path)) {
        scenario_free(&order.scenario);
        return UNPLAYABLE;
    }
    if (order.scenario.holds ||
        (!order.rewrites && !scenario_wants(&order.scenario, order.tool))) {
        fprintf(stderr, "%s: is not to be played under %s%s\n", path,
                tool_names[order.tool],
                order.scenario.holds ? ": only the recorder can hold" : "");
        scenario_free(&order.scenario);
        return UNPLAYABLE;
    }
    if (!bin)
        bin = order.tool == TOOL_ASAN   ? "build/bin/asan"
              : order.tool == TOOL_TSAN ? "build/bin/tsan"
                                        : "build/bin/plain";
    order.bin = bin;
    order.folder = scenario_folder(bin, path);
    int result = order.rewrites ? play_and_write(&order) : enter(&order);
    scenario_free(&order.scenario);
    free(order.folder);
    return result;
}
