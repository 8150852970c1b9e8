/* Runs a scenario and compares what every actor printed; or rewrites the
 * scenario from the run. scripts/README.md describes scenarios and options. */
#define _GNU_SOURCE
#include "common/memory.h"
#include "perform.h"
#include "rewrite.h"
#include "sandbox.h"
#include "scenario/scenario.h"
#include "stage.h"
#include "watch.h"

#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PLAYED = 0, DIFFERS = 1, UNPLAYABLE = 2 };

struct order {
    enum tool tool;
    bool rewrites;
    char *folder; /* where the scenario's commands run */
    struct scenario scenario;
};

static void usage(void)
{
    fputs("usage: play [--tool none|memcheck|helgrind|asan|tsan] [--bin DIR] "
          "[--rewrite] FILE.scenario\n",
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
        if (order->rewrites)
            result = rewrite(&stage);
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

/* Plays the scenario as it stands, in silence. A process can enter its sandbox
 * only once: this is done in another one. */
static bool is_right(struct order *order)
{
    int status;
    pid_t parent = getpid();
    pid_t pid = fork();
    if (pid == 0) {
        struct order as_it_stands = *order;
        as_it_stands.rewrites = false;
        if (prctl(PR_SET_PDEATHSIG, SIGKILL) == -1 || getppid() != parent ||
            !freopen("/dev/null", "w", stderr))
            exit(UNPLAYABLE);
        exit(sandbox_run(play, &as_it_stands));
    }
    return pid != -1 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) &&
           WEXITSTATUS(status) == PLAYED;
}

int main(int argc, char **argv)
{
    static const struct option options[] = {
        {"tool", required_argument, NULL, 't'},
        {"bin", required_argument, NULL, 'b'},
        {"rewrite", no_argument, NULL, 'r'},
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
    order.folder = scenario_folder(bin, path);
    int result = PLAYED;
    if (order.rewrites && is_right(&order))
        printf("%s: right as it stands, nothing is written\n", path);
    else
        result = sandbox_run(play, &order);
    scenario_free(&order.scenario);
    free(order.folder);
    return result;
}
