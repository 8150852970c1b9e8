/* See perform.h. */
#define _POSIX_C_SOURCE 200809L
#include "perform.h"

#include "common/memory.h"
#include "common/process.h"
#include "scenario/pattern.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* How many unexpected lines are worth reading. */
enum { MOST_SHOWN = 40 };

/* A command's children may end a little later than it does. */
static const double PATIENCE_S = 1;

static bool is_act(const struct step *step)
{
    return step->kind != STEP_PRINT && step->kind != STEP_END;
}

static const char *actor_of(const struct stage *stage, size_t actor)
{
    return stage->scenario->actors[actor];
}

/* The run so far in the scenario's own lines: what was as it says, then (-)
 * the line that was not, then (+) what came instead. */
static void show_difference(struct stage *stage, const struct step *failed)
{
    const struct scenario *scenario = stage->scenario;
    for (const struct step *step = scenario->steps; step < failed; step++)
        fprintf(stderr, "  %s\n", scenario->lines[step->line]);
    if (failed < scenario->steps + scenario->nsteps)
        fprintf(stderr, "- %s\n", scenario->lines[failed->line]);
    int shown = 0;
    for (size_t i = 0; i < stage->nprinted; i++) {
        if (stage->printed[i].taken || ++shown > MOST_SHOWN)
            continue;
        fprintf(stderr, "+ %s > %s\n", actor_of(stage, stage->printed[i].actor),
                stage->printed[i].text);
    }
    if (shown > MOST_SHOWN)
        fprintf(stderr, "+ (and %d lines more)\n", shown - MOST_SHOWN);
    for (size_t i = 0; i < scenario->nactors; i++) {
        if (!stage->ended[i])
            continue;
        char *ending = stage_ending(stage, i);
        fprintf(stderr, "+ %s = %s\n", actor_of(stage, i), ending);
        free(ending);
    }
}

static int fail(struct stage *stage, const struct step *step, const char *what)
{
    const struct scenario *scenario = stage->scenario;
    const struct step *last = scenario->steps + scenario->nsteps - 1;
    fprintf(stderr, "%s:%d: %s %s\n", scenario->path,
            line_number(step <= last ? step : last),
            actor_of(stage, step <= last ? step->actor : last->actor), what);
    show_difference(stage, step);
    return 1;
}

static int fail_for_time(struct stage *stage, const struct step *step)
{
    char *what =
        format("did not do this within the scenario's %g s", stage->limit);
    int result = fail(stage, step, what);
    free(what);
    return result;
}

/* The step as the book shows it, with what was really printed. */
static void show(const struct stage *stage, const struct step *step,
                 const char *text)
{
    if (!stage->shows)
        return;
    const char *line = stage->scenario->lines[step->line];
    size_t index = (size_t)(step - stage->scenario->steps);
    if (index > 0 && comes_after_pause(stage->scenario, index))
        putchar('\n');
    printf("%.*s%s\n", (int)(strlen(line) - strlen(step->text)), line, text);
    fflush(stdout);
}

static int expect_line(struct stage *stage, const struct step *step,
                       struct bindings *bindings)
{
    struct printed *line;
    while (!(line = stage_next_line(stage, step->actor))) {
        if (!stage_is_running(stage, step->actor))
            return fail(stage, step, "ended without printing this");
        if (!stage_wait(stage, stage->limit))
            return fail_for_time(stage, step);
    }
    if (!pattern_matches(step->text, line->text, bindings))
        return fail(stage, step, "printed something else");
    line->taken = true;
    show(stage, step, line->text);
    return 0;
}

static int expect_end(struct stage *stage, const struct step *step)
{
    if (!*step->text) {
        fprintf(stderr,
                "%s:%d: how does it end? 'play --rewrite' writes it here\n",
                stage->scenario->path, line_number(step));
        return 2;
    }
    while (stage_is_running(stage, step->actor)) {
        if (!stage_wait(stage, stage->limit))
            return fail_for_time(stage, step);
    }
    if (!stage->ended[step->actor])
        return fail(stage, step, "had nothing running that could end");
    if (stage_next_line(stage, step->actor))
        return fail(stage, step, "printed more before it ended");
    char *ending = stage_ending(stage, step->actor);
    bool same = strcmp(ending, step->text) == 0;
    free(ending);
    if (!same)
        return fail(stage, step, "ended otherwise");
    stage->ended[step->actor] = false;
    show(stage, step, step->text);
    return 0;
}

static int act(struct stage *stage, const struct step *step)
{
    bool starts = step->kind == STEP_START || step->kind == STEP_ROOT;
    if (starts && stage->ended[step->actor])
        return fail(stage, step,
                    "starts a command, and how the last one ended is not said");
    if (!starts && step->kind != STEP_ORDER &&
        !stage_is_running(stage, step->actor))
        return fail(stage, step, "runs nothing that this could be typed to");
    show(stage, step, step->text);
    return stage_act(stage, step) ? 2 : 0;
}

/* A process of the sandbox besides this one that is in none of the states
 * (letters of proc_pid_stat(5)), or 0; none is to be seen where /proc is not
 * the sandbox's own. */
static pid_t process_left(const char *states)
{
    char self[16] = "";
    if (readlink("/proc/self", self, sizeof self - 1) != 1 || self[0] != '1')
        return 0;
    return other_process(states);
}

/* When all commands have ended, what they started has, too. Who was hung up
 * may wait long for a processor in which to die: as long as one of them is not
 * asleep, nothing is said of any. */
static int expect_no_process(struct stage *stage)
{
    double until = seconds_now() + PATIENCE_S;
    pid_t pid;
    while ((pid = process_left("XZ")) && seconds_now() < stage->deadline &&
           (seconds_now() < until || process_left("XZSTtI")))
        stage_wait(stage, 0.02);
    if (!pid)
        return 0;
    char *name = process_name(pid);
    const struct step *behind =
        stage->scenario->steps + stage->scenario->nsteps;
    fprintf(stderr, "%s:%d: a process is left: %s\n", stage->scenario->path,
            line_number(behind - 1), name);
    free(name);
    show_difference(stage, behind);
    return 1;
}

/* After the last step nothing may be left over. */
static int expect_nothing_more(struct stage *stage)
{
    const struct step *behind =
        stage->scenario->steps + stage->scenario->nsteps;
    for (size_t i = 0; i < stage->scenario->nactors; i++) {
        if (stage_is_running(stage, i)) {
            fprintf(stderr, "%s:%d: %s is still running at the end\n",
                    stage->scenario->path, line_number(behind - 1),
                    actor_of(stage, i));
            show_difference(stage, behind);
            return 1;
        }
        if (stage->ended[i] || stage_next_line(stage, i))
            return fail(stage, behind, "was not the last: more happened");
    }
    return expect_no_process(stage);
}

int perform(struct stage *stage)
{
    struct bindings bindings = {.any_spaces = stage->scenario->any_spaces};
    int result = 0;
    for (size_t i = 0; i < stage->scenario->nsteps && result == 0; i++) {
        const struct step *step = &stage->scenario->steps[i];
        if (is_act(step))
            result = act(stage, step);
        else if (step->kind == STEP_PRINT)
            result = expect_line(stage, step, &bindings);
        else
            result = expect_end(stage, step);
    }
    bindings_free(&bindings);
    return result ? result : expect_nothing_more(stage);
}

/* Does a tool that does not catch the program compare these lines, too? */
static bool is_compared_elsewhere(const struct scenario *scenario)
{
    for (enum tool tool = TOOL_NONE; tool < TOOLS; tool++)
        if (scenario_wants(scenario, tool) && !scenario->caught_by[tool])
            return true;
    return false;
}

/* The tool may have ended the program before it printed this line. */
static int expect_line_unless_caught(struct stage *stage,
                                     const struct step *step,
                                     struct bindings *bindings)
{
    while (!stage_next_line(stage, step->actor) &&
           stage_is_running(stage, step->actor))
        if (!stage_wait(stage, stage->limit))
            return fail_for_time(stage, step);
    if (!stage_next_line(stage, step->actor) &&
        is_compared_elsewhere(stage->scenario))
        return 0;
    return expect_line(stage, step, bindings);
}

/* How a caught program ends is the tool's affair. */
static int await_any_end(struct stage *stage, const struct step *step)
{
    while (stage_is_running(stage, step->actor))
        if (!stage_wait(stage, stage->limit))
            return fail_for_time(stage, step);
    for (struct printed *line; (line = stage_next_line(stage, step->actor));)
        line->taken = true;
    stage->ended[step->actor] = false;
    return 0;
}

int perform_loosely(struct stage *stage)
{
    struct bindings bindings = {.any_spaces = stage->scenario->any_spaces};
    int result = 0;
    for (size_t i = 0; i < stage->scenario->nsteps && result == 0; i++) {
        const struct step *step = &stage->scenario->steps[i];
        if (is_act(step))
            result = stage_act(stage, step) ? 2 : 0;
        else if (step->kind == STEP_PRINT)
            result = expect_line_unless_caught(stage, step, &bindings);
        else
            result = await_any_end(stage, step);
    }
    bindings_free(&bindings);
    return result;
}
