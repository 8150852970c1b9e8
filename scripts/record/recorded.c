/* See recorded.h. */
#define _GNU_SOURCE
#include "recorded.h"

#include "common/memory.h"
#include "common/replace.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *recording_path(const char *scenario_path)
{
    const char *ending = strrchr(scenario_path, '.');
    size_t len =
        ending ? (size_t)(ending - scenario_path) : strlen(scenario_path);
    return format("%.*s.json", (int)len, scenario_path);
}

static char *read_whole(const char *path)
{
    FILE *file = fopen(path, "r");
    char *text = NULL;
    size_t room = 0;
    if (!file)
        return NULL;
    ssize_t len = getdelim(&text, &room, '\0', file);
    fclose(file);
    if (len == -1) {
        free(text);
        return copy_string("");
    }
    return text;
}

/* A copy of the line without the numbers of these fields. */
static char *without_fields(const char *line, size_t len)
{
    static const char *const left_out[] = {",\"window\":", ",\"after_ms\":"};
    char *copy = copy_bytes(line, len);
    for (size_t i = 0; i < sizeof left_out / sizeof *left_out; i++)
        for (char *at = copy; (at = strstr(at, left_out[i]));) {
            char *behind = at + strlen(left_out[i]);
            behind += strspn(behind, "0123456789");
            memmove(at, behind, strlen(behind) + 1);
        }
    return copy;
}

/* Where the value of a string begins behind its quote, or a number; NULL. Only
 * the outermost object is searched. */
static const char *value_of(const char *line, const char *name)
{
    int depth = 0;
    size_t len = strlen(name);
    for (const char *at = line; *at; at++) {
        if (*at == '{' || *at == '[')
            depth++;
        else if (*at == '}' || *at == ']')
            depth--;
        if (*at != '"')
            continue;
        bool is_it = depth == 1 && strncmp(at + 1, name, len) == 0 &&
                     strncmp(at + 1 + len, "\":", 2) == 0;
        for (at++; *at && *at != '"'; at++)
            if (*at == '\\' && at[1])
                at++;
        if (is_it)
            return *at ? at + 2 : NULL;
        if (!*at)
            break;
    }
    return NULL;
}

/* The value as text, up to the end of the string, array or number; "" if it is
 * not there. To be freed. */
static char *field(const char *line, const char *name)
{
    const char *value = line ? value_of(line, name) : NULL;
    if (!value)
        return copy_string("");
    if (*value == '"') {
        const char *end = value + 1;
        while (*end && *end != '"')
            end += *end == '\\' && end[1] ? 2 : 1;
        return copy_bytes(value + 1, (size_t)(end - value) - 1);
    }
    if (*value != '[')
        return copy_bytes(value, strcspn(value, ",}\n"));
    const char *end = value;
    int depth = 0;
    do {
        depth += (*end == '[') - (*end == ']');
        end++;
    } while (*end && depth > 0);
    return copy_bytes(value + 1, (size_t)(end - value) - 2);
}

char *step_in_words(const char *line)
{
    char *what = field(line, "do"), *who = field(line, "who");
    char *call = field(line, "call"), *args = field(line, "args");
    char *result = field(line, "result"), *error = field(line, "errno");
    char *text = field(line, "text"), *from = field(line, "from");
    char *to = field(line, "to"), *fate = field(line, "fate");
    const char *segment = value_of(line, "segment");
    char *flags = field(segment, "flags"), *length = field(segment, "length");
    char *signal = field(line, "signal"), *status = field(line, "status");
    char *words;
    if (!*what)
        words = copy_string("no step");
    else if (strcmp(what, "segment") == 0)
        words = format("%s -> %s: %s of %s bytes, %s", from, to,
                       *flags ? flags : "datagram", length, fate);
    else if (*call && *result)
        words = format("%s: %s(%s) %s %s %s", who, call, args,
                       strcmp(what, "return") == 0 ? "comes back with" : "=",
                       result, error);
    else if (*call)
        words = format("%s: %s(%s): %s", who, call, args, what);
    else
        words = format("%s: %s %s%s%s", who, what, text, signal, status);
    char *all[] = {what, who, call, args,  result, error,  text,
                   from, to,  fate, flags, length, signal, status};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
    size_t len = strlen(words);
    while (len > 0 && words[len - 1] == ' ')
        words[--len] = '\0';
    return words;
}

static void show_difference(const char *path, int number, const char *then,
                            const char *now)
{
    char *recorded = *then ? step_in_words(then) : copy_string("nothing more");
    char *today = *now ? step_in_words(now) : copy_string("nothing more");
    fprintf(stderr,
            "%s:%d: this is not what happens ('make record' records again)\n"
            "  recorded: %s\n"
            "  now:      %s\n"
            "- %s\n"
            "+ %s\n",
            path, number, recorded, today, then, now);
    free(recorded);
    free(today);
}

bool recording_is_same(const char *path, const char *text)
{
    char *file = read_whole(path);
    if (!file) {
        fprintf(stderr, "%s: %s: 'make record' makes it\n", path,
                strerror(errno));
        return false;
    }
    const char *then = file, *now = text;
    bool same = true;
    for (int number = 1; same && (*then || *now); number++) {
        size_t then_len = strcspn(then, "\n"), now_len = strcspn(now, "\n");
        char *a = without_fields(then, then_len);
        char *b = without_fields(now, now_len);
        same = strcmp(a, b) == 0;
        if (!same)
            show_difference(path, number, a, b);
        free(a);
        free(b);
        then += then_len + (then[then_len] == '\n');
        now += now_len + (now[now_len] == '\n');
    }
    free(file);
    return same;
}

/* The same without a word about differences. */
static bool says_the_same(const char *path, const char *text)
{
    char *file = read_whole(path);
    char *then = file ? without_fields(file, strlen(file)) : NULL;
    char *now = without_fields(text, strlen(text));
    bool same = then && strcmp(then, now) == 0;
    free(file);
    free(then);
    free(now);
    return same;
}

int recording_write(const char *path, const char *text)
{
    if (says_the_same(path, text))
        return 0;
    return replace_file(path, span_of(text));
}
