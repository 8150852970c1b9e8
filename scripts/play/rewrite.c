/* See rewrite.h. */
#define _POSIX_C_SOURCE 200809L
#include "rewrite.h"

#include "common/memory.h"
#include "common/process.h"
#include "common/text.h"
#include "output.h"
#include "perform.h"
#include "scenario/pattern.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct rewriting {
    struct stage *stage;
    struct bindings bindings;
    bool *kept; /* one a step: this PRINT line stands in the new text */
    char **lines;
    size_t nlines;
    int column; /* where the marks stand */
};

static void add_line(struct rewriting *it, char *line)
{
    it->lines = grow(it->lines, it->nlines, sizeof *it->lines);
    it->lines[it->nlines++] = line;
}

/* The line of the old text that says this already, or NULL. An actor's lines
 * keep their order, so those before the one found are no longer there. */
static const char *old_line(struct rewriting *it, const struct printed *printed)
{
    const struct scenario *scenario = it->stage->scenario;
    for (size_t i = 0; i < scenario->nsteps; i++) {
        const struct step *step = &scenario->steps[i];
        if (step->kind != STEP_PRINT || step->actor != printed->actor ||
            it->kept[i])
            continue;
        if (!pattern_matches(step->text, printed->text, &it->bindings))
            continue;
        for (size_t before = 0; before <= i; before++)
            if (scenario->steps[before].actor == printed->actor)
                it->kept[before] = true;
        return scenario->lines[step->line];
    }
    return NULL;
}

static void write_printed(struct rewriting *it)
{
    struct stage *stage = it->stage;
    for (size_t i = 0; i < stage->nprinted; i++) {
        struct printed *printed = &stage->printed[i];
        if (printed->taken)
            continue;
        printed->taken = true;
        const char *old = old_line(it, printed);
        const char *name = stage->scenario->actors[printed->actor];
        add_line(it, old ? copy_string(old)
                         : format("%-*s >%s%s", it->column, name,
                                  *printed->text ? " " : "", printed->text));
    }
}

/* Waits until nobody prints, ends or computes any more. Only recording needs
 * such a guess; what it wrote is then compared by playing. */
static void settle(struct stage *stage)
{
    int quiet = 0;
    while (quiet < 10 && !stage_out_of_time(stage)) {
        bool something = stage_wait(stage, 0.02);
        quiet = something || other_process("XSZ") ? 0 : quiet + 1;
    }
}

static bool has_unwritten(struct stage *stage, size_t actor)
{
    return stage_next_line(stage, actor) != NULL;
}

/* A `>` line says: wait here until the actor prints. */
static void await_print(struct rewriting *it, size_t index)
{
    const struct step *step = &it->stage->scenario->steps[index];
    while (!it->kept[index] && !has_unwritten(it->stage, step->actor) &&
           stage_is_running(it->stage, step->actor))
        if (!stage_wait(it->stage, 2))
            return; /* it prints this no longer */
    settle(it->stage);
    write_printed(it);
}

static int await_end(struct rewriting *it, const struct step *step)
{
    struct stage *stage = it->stage;
    while (stage_is_running(stage, step->actor))
        if (!stage_wait(stage, stage->limit))
            break;
    if (!stage->ended[step->actor]) {
        fprintf(stderr, "%s:%d: %s did not end\n", stage->scenario->path,
                line_number(step), stage->scenario->actors[step->actor]);
        return 1;
    }
    settle(stage);
    write_printed(it);
    char *ending = stage_ending(stage, step->actor);
    const char *old = stage->scenario->lines[step->line];
    add_line(it, strcmp(ending, step->text) == 0
                     ? copy_string(old)
                     : format("%-*s = %s", it->column,
                              stage->scenario->actors[step->actor], ending));
    free(ending);
    stage->ended[step->actor] = false;
    return 0;
}

static int take_step(struct rewriting *it, size_t index)
{
    struct stage *stage = it->stage;
    const struct step *step = &stage->scenario->steps[index];
    if (step->kind == STEP_PRINT) {
        await_print(it, index);
        return 0;
    }
    if (step->kind == STEP_END)
        return await_end(it, step);
    if (stage_act(stage, step) == -1)
        return 2;
    add_line(it, copy_string(stage->scenario->lines[step->line]));
    settle(stage);
    write_printed(it);
    return 0;
}

/* Commands whose end the scenario does not mention yet. */
static int write_endings(struct rewriting *it)
{
    struct stage *stage = it->stage;
    for (size_t i = 0; i < stage->scenario->nactors; i++) {
        while (stage_is_running(stage, i))
            if (!stage_wait(stage, stage->limit)) {
                fprintf(stderr, "%s:%zu: %s does not end\n",
                        stage->scenario->path, stage->scenario->nlines,
                        stage->scenario->actors[i]);
                return 1;
            }
        write_printed(it);
        if (!stage->ended[i])
            continue;
        char *ending = stage_ending(stage, i);
        add_line(it, format("%-*s = %s", it->column, stage->scenario->actors[i],
                            ending));
        free(ending);
    }
    return 0;
}

static int play_all(struct rewriting *it)
{
    const struct scenario *scenario = it->stage->scenario;
    size_t index = 0;
    for (size_t line = 0; line < scenario->nlines; line++) {
        if (index == scenario->nsteps || scenario->steps[index].line != line) {
            add_line(it, copy_string(scenario->lines[line]));
            continue;
        }
        int result = take_step(it, index++);
        if (result)
            return result;
    }
    return write_endings(it);
}

static int write_lines(const struct rewriting *it, int output)
{
    struct buffer text = {0};
    for (size_t i = 0; i < it->nlines; i++) {
        buffer_add(&text, span_of(it->lines[i]));
        buffer_add(&text, span_of("\n"));
    }
    int result = output_write(output, (struct span){text.bytes, text.len});
    free(text.bytes);
    return result == 0 ? 0 : 2;
}

int rewrite(struct stage *stage, int output)
{
    struct rewriting it = {.stage = stage};
    it.bindings.any_spaces = stage->scenario->any_spaces;
    for (size_t i = 0; i < stage->scenario->nsteps; i++) {
        it.kept = grow(it.kept, i, sizeof *it.kept);
        it.kept[i] = false;
    }
    for (size_t i = 0; i < stage->scenario->nactors; i++)
        if ((int)strlen(stage->scenario->actors[i]) > it.column)
            it.column = (int)strlen(stage->scenario->actors[i]);

    int result = play_all(&it);
    if (result == 0)
        result = write_lines(&it, output);

    for (size_t i = 0; i < it.nlines; i++)
        free(it.lines[i]);
    free(it.lines);
    free(it.kept);
    bindings_free(&it.bindings);
    return result;
}
