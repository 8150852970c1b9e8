/* See timeline.h. */
#define _POSIX_C_SOURCE 200809L
#include "timeline.h"

#include "common/memory.h"
#include "segments.h"

#include <stdlib.h>
#include <string.h>

void timeline_free(struct timeline *timeline)
{
    for (size_t i = 0; i < timeline->nsteps; i++)
        free(timeline->steps[i]);
    for (size_t i = 0; i < timeline->nsources; i++)
        free(timeline->sources[i]);
    free(timeline->steps);
    free(timeline->sources);
    free(timeline->step.text);
    free(timeline->segments.text);
    *timeline = (struct timeline){0};
}

struct json *timeline_begin(struct timeline *timeline, const char *what,
                            const char *who)
{
    json_clear(&timeline->step);
    json_add(&timeline->step, "{\"do\":\"%s\"", what);
    if (who)
        json_field(&timeline->step, "who", who);
    return &timeline->step;
}

/* What stands behind the last "code/" of a path. */
static const char *below_code(const char *path)
{
    static const char code[] = "code/";
    const char *below = path;
    for (const char *at = path; (at = strstr(at, code)); at++)
        if (at == path || at[-1] == '/')
            below = at + strlen(code);
    return below;
}

/* 06-send-recv/broken/../connection.c is 06-send-recv/connection.c. To be
 * freed. */
static char *plain_path(const char *path)
{
    char *plain = copy_string(path);
    for (char *up; (up = strstr(plain, "/../"));) {
        char *folder = up;
        while (folder > plain && folder[-1] != '/')
            folder--;
        memmove(folder, up + 4, strlen(up + 4) + 1);
    }
    return plain;
}

static size_t source_index(struct timeline *timeline, const char *file)
{
    char *name = plain_path(below_code(file));
    for (size_t i = 0; i < timeline->nsources; i++)
        if (strcmp(timeline->sources[i], name) == 0) {
            free(name);
            return i;
        }
    timeline->sources =
        grow(timeline->sources, timeline->nsources, sizeof *timeline->sources);
    timeline->sources[timeline->nsources] = name;
    return timeline->nsources++;
}

void timeline_at(struct timeline *timeline, const struct stack *stack)
{
    if (stack->count == 0)
        return;
    json_add(&timeline->step, ",\"at\":[");
    for (size_t i = 0; i < stack->count; i++) {
        const struct frame *frame = &stack->frames[i];
        json_add(&timeline->step, "%s[%zu,%d,", i ? "," : "",
                 source_index(timeline, frame->file), frame->line);
        json_string(&timeline->step, frame->function);
        json_add(&timeline->step, "]");
    }
    json_add(&timeline->step, "]");
}

void timeline_crossed(struct timeline *timeline, const unsigned char *packet,
                      size_t len)
{
    struct json segment = {0};
    if (segment_json(&segment, packet, len))
        json_add(&timeline->segments, "%s%s", timeline->segments.len ? "," : "",
                 segment.text);
    free(segment.text);
}

void timeline_end(struct timeline *timeline)
{
    if (timeline->segments.len)
        json_add(&timeline->step, ",\"segments\":[%s]",
                 timeline->segments.text);
    json_clear(&timeline->segments);
    json_add(&timeline->step, "}");
    timeline->steps =
        grow(timeline->steps, timeline->nsteps, sizeof *timeline->steps);
    timeline->steps[timeline->nsteps++] = copy_string(timeline->step.text);
}

/* code/04-accept/one_client.scenario is 04-accept/one_client. */
static char *scenario_name(const struct scenario *scenario)
{
    const char *name = below_code(scenario->path);
    const char *ending = strrchr(name, '.');
    return copy_bytes(name, ending ? (size_t)(ending - name) : strlen(name));
}

static void add_head(const struct timeline *timeline, struct json *json)
{
    const struct scenario *scenario = timeline->scenario;
    char *name = scenario_name(scenario);
    bool wired = scenario->nhosts > 0;
    json_add(json, "{\"version\":1");
    json_field(json, "scenario", name);
    json_field(json, "network", wired ? "wire" : "loopback");
    json_add(json, ",\n\"hosts\":[");
    for (size_t i = 0; i < scenario->nhosts; i++)
        json_add(json, "%s{\"name\":\"%s\",\"address\":\"%s\"}", i ? "," : "",
                 scenario->hosts[i].name, scenario->hosts[i].address);
    if (!wired)
        json_add(json, "{\"name\":\"localhost\",\"address\":\"127.0.0.1\"}");
    json_add(json, "],\n\"actors\":[");
    for (size_t i = 0; i < scenario->nactors; i++) {
        int host = scenario->actor_hosts[i];
        json_add(json, "%s{\"name\":\"%s\",\"host\":\"%s\"}", i ? "," : "",
                 scenario->actors[i],
                 host == NO_HOST ? "localhost" : scenario->hosts[host].name);
    }
    json_add(json, "],\n\"sources\":[");
    for (size_t i = 0; i < timeline->nsources; i++) {
        json_add(json, "%s", i ? "," : "");
        json_string(json, timeline->sources[i]);
    }
    json_add(json, "],\n");
    free(name);
}

char *timeline_text(const struct timeline *timeline)
{
    struct json json = {0};
    add_head(timeline, &json);
    json_add(&json, "\"steps\":[\n");
    for (size_t i = 0; i < timeline->nsteps; i++)
        json_add(&json, "%s%s\n", timeline->steps[i],
                 i + 1 < timeline->nsteps ? "," : "");
    json_add(&json, "]}\n");
    return json.text;
}
