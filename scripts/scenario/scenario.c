/* See scenario.h. */
#define _POSIX_C_SOURCE 200809L
#include "scenario.h"

#include "common/memory.h"
#include "common/report.h"
#include "common/segment_kind.h"
#include "line.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEFAULT_LIMIT_S = 10 };

/* Longer than a busy machine lets a segment wait on the recorder's wire. */
static const double DEFAULT_RTO_S = 3;

const char *const tool_names[TOOLS] = {"none", "memcheck", "helgrind", "asan",
                                       "tsan"};

const char *const order_names[ORDERS] = {"cut", "mend", "drop", "hold",
                                         "release"};

/* In the order of enum step_kind. */
static const char marks[] = "$#<^>=!";

char mark_of(enum step_kind kind)
{
    return marks[kind];
}

enum tool tool_named(const char *name)
{
    enum tool tool = TOOL_NONE;
    while (tool < TOOLS && strcmp(name, tool_names[tool]) != 0)
        tool++;
    return tool;
}

char *scenario_folder(const char *bin, const char *path)
{
    static const char code[] = "code/";
    const char *below = NULL;
    for (const char *at = path; (at = strstr(at, code)); at++)
        if (at == path || at[-1] == '/')
            below = at + strlen(code);
    const char *slash = below ? strrchr(below, '/') : NULL;
    if (!slash)
        return copy_string(bin);
    return format("%s/%.*s", bin, (int)(slash - below), below);
}

bool comes_after_pause(const struct scenario *scenario, size_t step)
{
    const struct step *steps = scenario->steps;
    for (size_t line = steps[step].line;
         step > 0 && line > steps[step - 1].line; line--)
        if (!*scenario->lines[line])
            return true;
    return false;
}

int line_number(const struct step *step)
{
    return (int)step->line + 1;
}

struct reader {
    struct scenario *scenario;
    size_t line; /* index of the line at hand */
    bool failed;
};

static void complain(struct reader *reader, const char *what, const char *which)
{
    report(reader->scenario->path, reader->line + 1, which ? "%s '%s'" : "%s",
           what, which);
    reader->failed = true;
}

static const char *skip_spaces(const char *text)
{
    while (*text == ' ')
        text++;
    return text;
}

static void drop_spaces_at_end(char *text)
{
    size_t len = strlen(text);
    while (len > 0 && text[len - 1] == ' ')
        text[--len] = '\0';
}

/* Would a shell give this character of a command a meaning that is not ours? */
static bool means_more_to_a_shell(char c, char quote)
{
    if (quote == '\'')
        return false;
    return strchr(quote ? "$`\\" : "$`\\|&;<>()*?[", c) != NULL;
}

/* Splits a command into words as a simple shell does: spaces separate, '…'
 * and "…" group. What is copied from the book into a shell must do the same
 * there: characters that a shell would expand are refused. */
static char **split_words(struct reader *reader, const char *command)
{
    char **words = NULL;
    size_t count = 0;
    for (const char *at = skip_spaces(command); *at; at = skip_spaces(at)) {
        char *word = copy_string(at); /* room for the longest it can be */
        size_t len = 0;
        char quote = '\0';
        for (; *at && (quote || *at != ' '); at++) {
            if (means_more_to_a_shell(*at, quote))
                complain(reader,
                         "a shell would not take this as it is: quote "
                         "it with '…':",
                         at);
            if (quote && *at == quote)
                quote = '\0';
            else if (!quote && (*at == '\'' || *at == '"'))
                quote = *at;
            else
                word[len++] = *at;
        }
        word[len] = '\0';
        words = grow(words, count, sizeof *words);
        words[count++] = word;
        if (quote)
            complain(reader, "a quote is not closed in", command);
    }
    if (count == 0)
        complain(reader, "a command is missing", NULL);
    words = grow(words, count, sizeof *words);
    words[count] = NULL;
    return words;
}

static size_t actor_named(struct scenario *scenario, const char *name,
                          size_t len)
{
    for (size_t i = 0; i < scenario->nactors; i++)
        if (strlen(scenario->actors[i]) == len &&
            strncmp(scenario->actors[i], name, len) == 0)
            return i;
    scenario->actors =
        grow(scenario->actors, scenario->nactors, sizeof *scenario->actors);
    scenario->actor_hosts = grow(scenario->actor_hosts, scenario->nactors,
                                 sizeof *scenario->actor_hosts);
    scenario->actors[scenario->nactors] = copy_bytes(name, len);
    scenario->actor_hosts[scenario->nactors] = NO_HOST;
    return scenario->nactors++;
}

static size_t name_length(const char *line)
{
    size_t len = 0;
    while (islower((unsigned char)line[len]) ||
           (len > 0 && isdigit((unsigned char)line[len])))
        len++;
    return len;
}

static void check_ending(struct reader *reader, const char *ending)
{
    char *end;
    long status = strtol(ending, &end, 10);
    bool is_status = *ending && !*end && status >= 0 && status <= 255;
    if (*ending && !is_status && strncmp(ending, "SIG", 3) != 0)
        complain(reader,
                 "an actor ends with a status from 0 to 255 or by a "
                 "signal such as SIGINT, not with",
                 ending);
}

/* What is printed is written in one way only. */
static void check_line(struct reader *reader, const char *text)
{
    char *right = line_correction(text);
    if (right)
        complain(reader, "a line is written as --rewrite writes it:", right);
    free(right);
}

static void read_key(struct reader *reader, struct step *step)
{
    if (strlen(step->text) == 1 && strchr("CDZ\\", step->text[0]))
        step->key = (char)(step->text[0] & 0x1f); /* as a terminal does */
    else
        complain(reader, "only ^C, ^D, ^Z and ^\\ can be pressed, not",
                 step->text);
}

/* Reads what stands behind `actor !` and keeps in `text` what it is about. */
static void read_order(struct reader *reader, struct step *step)
{
    size_t len = strcspn(step->text, " ");
    size_t verb = 0;
    while (verb < ORDERS && (strlen(order_names[verb]) != len ||
                             strncmp(step->text, order_names[verb], len) != 0))
        verb++;
    char *about = copy_string(skip_spaces(step->text + len));
    bool needs_one = verb == ORDER_DROP || verb == ORDER_HOLD;
    if (verb == ORDERS)
        complain(reader,
                 "the orders are cut, mend, drop, hold and release, not",
                 step->text);
    else if (needs_one != (*about != '\0'))
        complain(reader, needs_one ? "which one? after" : "nothing goes behind",
                 order_names[verb]);
    else if (verb == ORDER_DROP && !is_segment_kind(about))
        complain(reader,
                 "a segment is SYN, SYN,ACK, ACK, data, FIN or RST, not",
                 about);
    else if (verb <= ORDER_DROP &&
             reader->scenario->actor_hosts[step->actor] == NO_HOST)
        complain(reader, "it has no host of its own (host: ADDRESS ACTOR):",
                 reader->scenario->actors[step->actor]);
    else
        step->order = (enum order_kind)verb;
    if (verb == ORDER_HOLD || verb == ORDER_RELEASE)
        reader->scenario->holds = true;
    free(step->text);
    step->text = about;
}

/* Reads `actor mark rest`; gives false if the line is no step at all. */
static bool read_step(struct reader *reader, const char *line)
{
    size_t len = name_length(line);
    const char *at = skip_spaces(line + len);
    const char *mark = *at ? strchr(marks, *at) : NULL;
    if (len == 0 || at == line + len || !mark)
        return false;

    struct scenario *scenario = reader->scenario;
    struct step step = {
        .kind = (enum step_kind)(mark - marks),
        .line = reader->line,
        .actor = actor_named(scenario, line, len),
    };
    at++;
    if (*at == ' ') /* one space sets the text off; the others belong to it */
        at++;
    bool verbatim = step.kind == STEP_PRINT || step.kind == STEP_TYPE;
    step.text = copy_string(verbatim ? at : skip_spaces(at));
    if (step.kind != STEP_TYPE)
        drop_spaces_at_end(step.text);
    if (step.kind == STEP_START || step.kind == STEP_ROOT)
        step.argv = split_words(reader, step.text);
    else if (step.kind == STEP_KEY)
        read_key(reader, &step);
    else if (step.kind == STEP_PRINT)
        check_line(reader, step.text);
    else if (step.kind == STEP_END)
        check_ending(reader, step.text);
    else if (step.kind == STEP_ORDER)
        read_order(reader, &step);

    scenario->steps =
        grow(scenario->steps, scenario->nsteps, sizeof *scenario->steps);
    scenario->steps[scenario->nsteps++] = step;
    return true;
}

static void read_limit(struct reader *reader, const char *value)
{
    char *end;
    long seconds = strtol(value, &end, 10);
    if (end == value || strcmp(skip_spaces(end), "s") != 0 || seconds < 1 ||
        seconds > 600)
        complain(reader, "a limit is 1 s to 600 s, not", value);
    else
        reader->scenario->limit_s = (int)seconds;
}

static void read_tools(struct reader *reader, const char *value)
{
    char **names = split_words(reader, value);
    reader->scenario->names_tools = true;
    for (size_t i = 0; names[i]; i++) {
        enum tool tool = tool_named(names[i]);
        if (tool == TOOLS)
            complain(reader, "no such tool:", names[i]);
        else
            reader->scenario->tools[tool] = true;
        free(names[i]);
    }
    free(names);
}

static void read_caught_by(struct reader *reader, const char *key,
                           const char *value)
{
    enum tool tool = tool_named(key + strlen("caught by "));
    if (tool == TOOLS || tool == TOOL_NONE)
        complain(reader, "no tool that could catch it:", key);
    else if (!*value)
        complain(reader, "which text must the report contain?", NULL);
    else {
        free(reader->scenario->caught_by[tool]);
        reader->scenario->caught_by[tool] = copy_string(value);
    }
}

/* Reads `host: 10.0.0.2 client eyes`: who sits at which host. */
static void read_host(struct reader *reader, const char *value)
{
    struct scenario *scenario = reader->scenario;
    char **words = split_words(reader, value);
    struct in_addr address;
    if (words[0] && inet_pton(AF_INET, words[0], &address) != 1)
        complain(reader, "a host begins with its IPv4 address, not", words[0]);
    else if (words[0] && !words[1])
        complain(reader, "who sits at it? after", words[0]);
    for (size_t i = 1; words[0] && words[i]; i++) {
        if (name_length(words[i]) != strlen(words[i]))
            complain(reader, "no name of an actor:", words[i]);
        size_t actor = actor_named(scenario, words[i], strlen(words[i]));
        if (scenario->actor_hosts[actor] != NO_HOST)
            complain(reader, "sits at two hosts:", words[i]);
        scenario->actor_hosts[actor] = (int)scenario->nhosts;
    }
    if (!reader->failed) {
        scenario->hosts =
            grow(scenario->hosts, scenario->nhosts, sizeof *scenario->hosts);
        scenario->hosts[scenario->nhosts++] = (struct host){
            .name = copy_string(words[1]),
            .address = copy_string(words[0]),
        };
    }
    for (size_t i = 0; words[i]; i++)
        free(words[i]);
    free(words);
}

static void read_rto(struct reader *reader, const char *value)
{
    char *end;
    double seconds = strtod(value, &end);
    if (end == value || strcmp(skip_spaces(end), "s") != 0 || seconds < 0.2 ||
        seconds > 60)
        complain(reader, "a retransmission timeout is 0.2 s to 60 s, not",
                 value);
    else
        reader->scenario->rto_s = seconds;
}

static void read_setting(struct reader *reader, const char *line)
{
    const char *colon = strchr(line, ':');
    if (!colon) {
        complain(reader, "neither a step, a setting nor a comment", NULL);
        return;
    }
    char *key = copy_bytes(line, (size_t)(colon - line));
    const char *value = skip_spaces(colon + 1);
    if (reader->scenario->nsteps)
        complain(reader, "a setting stands before the first step:", key);
    else if (strcmp(key, "limit") == 0)
        read_limit(reader, value);
    else if (strcmp(key, "spaces") == 0 && strcmp(value, "any") == 0)
        reader->scenario->any_spaces = true;
    else if (strcmp(key, "tools") == 0)
        read_tools(reader, value);
    else if (strncmp(key, "caught by ", strlen("caught by ")) == 0)
        read_caught_by(reader, key, value);
    else if (strcmp(key, "host") == 0)
        read_host(reader, value);
    else if (strcmp(key, "record") == 0 && strcmp(value, "yes") == 0)
        reader->scenario->record = true;
    else if (strcmp(key, "rto") == 0)
        read_rto(reader, value);
    else
        complain(reader, "no such setting:", key);
    free(key);
}

static bool is_utf8(struct span s)
{
    while (s.len > 0) {
        size_t len = utf8_length(s);
        if (len == 0)
            return false;
        s = span_from(s, len);
    }
    return true;
}

static void read_line(struct reader *reader, const char *line)
{
    if (!is_utf8(span_of(line)))
        complain(reader, "this is no UTF-8: a printed byte is written {0xff}",
                 NULL);
    if (!*line || *line == '#' || read_step(reader, line))
        return;
    read_setting(reader, line);
}

static bool load_lines(struct scenario *scenario)
{
    struct text text;
    int error = text_read(&text, scenario->path);
    bool right = error == 0 && text_check(&text);
    if (error)
        report(scenario->path, 1, "%s", strerror(error));
    for (size_t i = 0; right && i < text.count; i++) {
        struct span line = text.lines[i];
        scenario->lines = grow(scenario->lines, i, sizeof *scenario->lines);
        scenario->lines[scenario->nlines++] = copy_bytes(line.at, line.len);
    }
    text_free(&text);
    return right;
}

bool scenario_read(struct scenario *scenario, const char *path)
{
    *scenario = (struct scenario){
        .path = path, .limit_s = DEFAULT_LIMIT_S, .rto_s = DEFAULT_RTO_S};
    if (!load_lines(scenario))
        return false;
    struct reader reader = {.scenario = scenario};
    for (; reader.line < scenario->nlines; reader.line++)
        read_line(&reader, scenario->lines[reader.line]);
    if (scenario->nsteps == 0 && !reader.failed)
        complain(&reader, "nothing happens in this scenario", NULL);
    return !reader.failed;
}

bool scenario_wants(const struct scenario *scenario, enum tool tool)
{
    if (scenario->holds)
        return false;
    if (scenario->names_tools)
        return scenario->tools[tool];
    if (tool == TOOL_NONE)
        return true;
    for (enum tool t = TOOL_NONE; t < TOOLS; t++)
        if (scenario->caught_by[t])
            return scenario->caught_by[tool] != NULL;
    return true;
}

static void free_strings(char **strings, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(strings[i]);
    free(strings);
}

void scenario_free(struct scenario *scenario)
{
    for (size_t i = 0; i < scenario->nsteps; i++) {
        struct step *step = &scenario->steps[i];
        for (char **word = step->argv; word && *word; word++)
            free(*word);
        free(step->argv);
        free(step->text);
    }
    free(scenario->steps);
    free_strings(scenario->lines, scenario->nlines);
    free_strings(scenario->actors, scenario->nactors);
    free(scenario->actor_hosts);
    for (size_t i = 0; i < scenario->nhosts; i++) {
        free(scenario->hosts[i].name);
        free(scenario->hosts[i].address);
    }
    free(scenario->hosts);
    for (enum tool tool = TOOL_NONE; tool < TOOLS; tool++)
        free(scenario->caught_by[tool]);
    *scenario = (struct scenario){0};
}
