/* See course.h. */
#define _POSIX_C_SOURCE 200809L
#include "course.h"

#include <stdlib.h>
#include <string.h>

#include "common/memory.h"
#include "contents.h"
#include "programs.h"
#include "scenario/line.h"
#include "scenario/pattern.h"

/* Adds a comma unless something has just been opened, or nothing is there. */
static void separate(struct json *json)
{
    if (json->len > 0 && !strchr("[{", json->text[json->len - 1]))
        json_add(json, ",");
}

static void add_span(struct json *json, struct span s)
{
    char *copy = copy_bytes(s.at, s.len);
    json_string(json, copy);
    free(copy);
}

static void add_names(struct json *json, const char *name,
                      const struct paths *paths)
{
    separate(json);
    json_add(json, "\"%s\":[", name);
    for (size_t i = 0; i < paths->count; i++) {
        separate(json);
        json_string(json, paths->list[i]);
    }
    json_add(json, "]");
}

static void add_flag(struct json *json, const char *name, bool value)
{
    separate(json);
    json_add(json, "\"%s\":%s", name, value ? "true" : "false");
}

/* ---- Chapters ---- */

void course_begin_chapter(struct course *course, const char *name)
{
    struct json *json = &course->listings;
    if (course->in_chapter)
        json_add(json, "]");
    separate(json);
    json_string(json, name);
    json_add(json, ":[");
    course->in_chapter = true;
}

/* How much of the file's line the book leaves out in front. */
static size_t indentation(const struct listing *listing)
{
    const struct snippet *shown = &listing->shown;
    const struct span *lines = listing->file->c.text.lines;
    for (size_t i = 0; i < shown->count; i++) {
        const struct shown_line *line = &shown->lines[i];
        if (!span_blank(line->text))
            return lines[line->line - 1].len - line->text.len;
    }
    return 0;
}

void course_add_listing(struct course *course, const struct block *b,
                        const struct listing *listing)
{
    struct json *json = &course->listings;
    separate(json);
    json_add(json, "{\"line\":%zu", b->line);
    json_field(json, "shows", listing->file->name);
    if (b->language == LANGUAGE_C) {
        json_add(json, ",\"indent\":%zu,\"lines\":[", indentation(listing));
        for (size_t i = 0; i < listing->shown.count; i++) {
            separate(json);
            json_add(json, "%zu", listing->shown.lines[i].line);
        }
        json_add(json, "]");
    }
    json_add(json, "}");
}

void course_add_contents(struct course *course, const struct chapter *readme,
                         const char *name, const struct paths *files)
{
    struct json *json = &course->contents;
    struct contents contents = contents_of(readme);
    contents_check(&contents, files);
    separate(json);
    json_string(json, name);
    json_add(json, ":[");
    for (size_t i = 0; i < contents.count; i++) {
        const struct entry *entry = &contents.entries[i];
        char *file = path_from(name, entry->name);
        separate(json);
        json_add(json, "{\"line\":%zu", entry->line);
        json_field(json, "file", file);
        json_add(json, "}");
        free(file);
    }
    json_add(json, "]");
    contents_free(&contents);
}

/* ---- C files ---- */

static void add_lines(struct json *json, struct span name, struct lines where)
{
    separate(json);
    add_span(json, name);
    json_add(json, ":[%zu,%zu]", where.first, where.last);
}

/* Regions and definitions; of a name that is defined several times, the first
 * one. */
static void add_places(struct json *json, const struct csource *c)
{
    json_add(json, "\"names\":{");
    for (size_t i = 0; i < c->region_count; i++)
        add_lines(
            json, c->regions[i].name,
            (struct lines){c->regions[i].begin + 1, c->regions[i].end - 1});
    for (size_t i = 0; i < c->definitions.count; i++) {
        const struct definition *d = &c->definitions.list[i];
        bool is_first = true;
        for (size_t before = 0; before < i && is_first; before++)
            is_first = !span_equal(d->name, c->definitions.list[before].name);
        if (is_first)
            add_lines(json, d->name, (struct lines){d->first, d->last});
    }
    json_add(json, "}");
}

static void add_sources(struct json *json, struct library *library,
                        const char *ending)
{
    struct paths names = code_files(library->root, ending);
    for (size_t i = 0; i < names.count; i++) {
        const char *name = names.list[i];
        struct code_file *file = library_get(library, name);
        if (!file->right)
            continue;
        separate(json);
        json_string(json, name);
        json_add(json, ":{");
        add_places(json, &file->c);
        if (is_program(library->root, name)) {
            struct paths modules = modules_of(library->root, name);
            add_names(json, "modules", &modules);
            paths_free(&modules);
        }
        json_add(json, "}");
    }
    paths_free(&names);
}

/* ---- Scenarios ---- */

/* What is in braces in a printed line: bytes and placeholders, each once. */
static void add_braces(struct json *json, const char *line)
{
    struct buffer bytes = bytes_in_braces(line);
    if (bytes.len > 0)
        json_add(json, ",\"bytes\":[");
    for (size_t i = 0; i < bytes.len; i++)
        json_add(json, "%s%u", i ? "," : "", (unsigned char)bytes.bytes[i]);
    if (bytes.len > 0)
        json_add(json, "]");
    free(bytes.bytes);
    if (says_no_newline(line))
        add_flag(json, "noNewline", true);
    struct paths names = {0};
    for (struct span name; (name = next_placeholder(&line)).len > 0;)
        paths_add_once(&names, copy_bytes(name.at, name.len));
    if (names.count > 0)
        add_names(json, "numbers", &names);
    paths_free(&names);
}

static void add_step(struct json *json, const char *root, const char *name,
                     const struct scenario *scenario, size_t index)
{
    const struct step *step = &scenario->steps[index];
    bool is_order = step->kind == STEP_ORDER;
    separate(json);
    json_add(json, "{\"line\":%d", line_number(step));
    json_field(json, "actor", scenario->actors[step->actor]);
    json_field(json, "mark", (char[]){mark_of(step->kind), '\0'});
    if (is_order)
        json_field(json, "order", order_names[step->order]);
    json_field(json, "text", step->text);
    add_flag(json, "pause", comes_after_pause(scenario, index));
    if (step->kind == STEP_PRINT)
        add_braces(json, step->text);
    if (step->argv) {
        struct paths programs = programs_of_command(root, name, step->text);
        add_names(json, "programs", &programs);
        paths_free(&programs);
    }
    json_add(json, "}");
}

static void add_settings(struct json *json, const char *root,
                         const struct scenario *scenario,
                         const struct paths *programs)
{
    json_add(json, "\"limit\":%d", scenario->limit_s);
    add_flag(json, "anySpaces", scenario->any_spaces);
    add_flag(json, "recorded", scenario->record);
    json_add(json, ",\"tools\":[");
    for (enum tool tool = TOOL_NONE; tool < TOOLS; tool++) {
        if (!is_played_under(root, scenario, programs, tool))
            continue;
        separate(json);
        json_string(json, tool_names[tool]);
    }
    json_add(json, "],\"hosts\":[");
    for (size_t i = 0; i < scenario->nhosts; i++) {
        separate(json);
        json_add(json, "{\"name\":");
        json_string(json, scenario->hosts[i].name);
        json_field(json, "address", scenario->hosts[i].address);
        json_add(json, ",\"actors\":[");
        for (size_t actor = 0; actor < scenario->nactors; actor++) {
            if (scenario->actor_hosts[actor] != (int)i)
                continue;
            separate(json);
            json_string(json, scenario->actors[actor]);
        }
        json_add(json, "]}");
    }
    json_add(json, "]");
    add_names(json, "programs", programs);
}

static void add_scenario(struct json *json, const char *root, const char *name)
{
    struct scenario scenario;
    char *path = path_in(root, name);
    if (scenario_read(&scenario, path)) {
        struct paths programs = programs_of(root, name, &scenario);
        separate(json);
        json_string(json, name);
        json_add(json, ":{");
        add_settings(json, root, &scenario, &programs);
        json_add(json, ",\"steps\":[");
        for (size_t i = 0; i < scenario.nsteps; i++)
            add_step(json, root, name, &scenario, i);
        json_add(json, "]}");
        paths_free(&programs);
    }
    scenario_free(&scenario);
    free(path);
}

static void add_scenarios(struct json *json, const char *root)
{
    struct paths names = code_files(root, ".scenario");
    for (size_t i = 0; i < names.count; i++)
        add_scenario(json, root, names.list[i]);
    paths_free(&names);
}

/* ---- The whole ---- */

static const char *text_of(const struct json *json)
{
    return json->text ? json->text : "";
}

char *course_json(const struct course *course, struct library *library)
{
    struct json json = {0};
    json_add(&json, "{\"version\":%d,\n\"contents\":{", COURSE_VERSION);
    json_add(&json, "%s},\n\"listings\":{%s%s},\n\"sources\":{",
             text_of(&course->contents), text_of(&course->listings),
             course->in_chapter ? "]" : "");
    add_sources(&json, library, ".c");
    add_sources(&json, library, ".h");
    json_add(&json, "},\n\"scenarios\":{");
    add_scenarios(&json, library->root);
    json_add(&json, "}}\n");
    return json.text;
}

void course_free(struct course *course)
{
    free(course->contents.text);
    free(course->listings.text);
    *course = (struct course){0};
}

/* ---- For make ---- */

static void add_variable(struct json *text, const char *name, const char *of,
                         const struct paths *values)
{
    json_add(text, "%s%s :=", name, of);
    for (size_t i = 0; i < values->count; i++)
        json_add(text, " %s", values->list[i]);
    json_add(text, "\n");
}

static void add_programs_for_make(struct json *text, const char *root)
{
    struct paths names = code_files(root, ".c");
    for (size_t i = 0; i < names.count; i++) {
        const char *name = names.list[i];
        if (!is_program(root, name)) {
            json_add(text, "MODULES += %s\n", name);
            continue;
        }
        struct paths modules = modules_of(root, name);
        json_add(text, "PROGRAMS += %s\n", name);
        add_variable(text, "MODULES_OF_", name, &modules);
        paths_free(&modules);
    }
    paths_free(&names);
}

static void add_scenario_for_make(struct json *text, const char *root,
                                  const char *name)
{
    struct scenario scenario;
    char *path = path_in(root, name);
    if (scenario_read(&scenario, path)) {
        struct paths programs = programs_of(root, name, &scenario);
        add_variable(text, "PROGRAMS_OF_", name, &programs);
        for (enum tool tool = TOOL_NONE; tool < TOOLS; tool++)
            if (is_played_under(root, &scenario, &programs, tool))
                json_add(text, "PLAYED_UNDER_%s += %s\n", tool_names[tool],
                         name);
        if (scenario.record)
            json_add(text, "RECORDED_SCENARIOS += %s\n", name);
        paths_free(&programs);
    }
    scenario_free(&scenario);
    free(path);
}

char *course_for_make(const char *root)
{
    struct json text = {0};
    json_clear(&text);
    add_programs_for_make(&text, root);
    struct paths names = code_files(root, ".scenario");
    for (size_t i = 0; i < names.count; i++)
        add_scenario_for_make(&text, root, names.list[i]);
    paths_free(&names);
    return text.text;
}
