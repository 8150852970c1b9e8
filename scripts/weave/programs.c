/* See programs.h. */
#define _POSIX_C_SOURCE 200809L
#include "programs.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/memory.h"
#include "ctoken.h"
#include "scenario/commands.h"

struct paths code_files(const char *root, const char *ending)
{
    char *folder = path_in(root, "code");
    size_t before_name = strlen(folder) - strlen("code");
    struct paths paths =
        find_files(folder, (const char *const[]){ending, NULL}, true);
    for (size_t i = 0; i < paths.count; i++) {
        char *name = copy_string(paths.list[i] + before_name);
        free(paths.list[i]);
        paths.list[i] = name;
    }
    free(folder);
    return paths;
}

static bool is_there(const char *root, const char *name)
{
    char *path = path_in(root, name);
    bool there = access(path, F_OK) == 0;
    free(path);
    return there;
}

/* The name with another ending. */
static char *with_ending(const char *name, const char *ending)
{
    const char *dot = strrchr(name, '.');
    return format("%.*s%s", (int)(dot - name), name, ending);
}

bool is_program(const char *root, const char *name)
{
    if (!span_ends(span_of(name), ".c") || !is_there(root, name))
        return false;
    char *header = with_ending(name, ".h");
    bool is_module = is_there(root, header);
    free(header);
    return !is_module;
}

/* What stands behind an #include, with its quotes; of <…> the first word. Moves
 * behind it; empty at the end of the file. */
static struct span next_include(struct lexer *lexer)
{
    for (struct token token = next_token(lexer); token.kind != TOKEN_END;
         token = next_token(lexer)) {
        if (token.kind != TOKEN_DIRECTIVE)
            continue;
        token = next_token(lexer);
        if (!token_is(&token, "include"))
            continue;
        token = next_token(lexer);
        if (token_is(&token, "<"))
            token = next_token(lexer);
        if (token.kind == TOKEN_LITERAL || token.kind == TOKEN_WORD)
            return token.text;
    }
    return (struct span){0};
}

/* The .c beside the header that a file includes; NULL where it is none of the
 * course's. To be freed. */
static char *module_of(const char *root, const char *name, struct span include)
{
    if (!span_starts(include, "\"") || !span_ends(include, ".h\""))
        return NULL;
    char *header =
        path_from(name, (struct span){include.at + 1, include.len - 2});
    char *module = header ? with_ending(header, ".c") : NULL;
    free(header);
    if (module && is_there(root, module))
        return module;
    free(module);
    return NULL;
}

/* Adds the file's modules; tells whether it or one of those includes
 * <pthread.h>. */
static bool read_includes(const char *root, const char *name,
                          struct paths *modules)
{
    struct text text;
    char *path = path_in(root, name);
    bool threads = false;
    if (text_read(&text, path) == 0) {
        struct lexer lexer = lexer_of(&text);
        for (struct span include; (include = next_include(&lexer)).len > 0;) {
            char *module = module_of(root, name, include);
            threads = threads || span_is(include, "pthread");
            if (module && paths_add_once(modules, copy_string(module)) &&
                read_includes(root, module, modules))
                threads = true;
            free(module);
        }
    }
    text_free(&text);
    free(path);
    return threads;
}

struct paths modules_of(const char *root, const char *program)
{
    struct paths modules = {0};
    read_includes(root, program, &modules);
    return modules;
}

bool has_threads(const char *root, const char *program)
{
    struct paths modules = {0};
    bool threads = read_includes(root, program, &modules);
    paths_free(&modules);
    return threads;
}

struct paths programs_of_command(const char *root, const char *scenario,
                                 const char *command)
{
    struct paths programs = {0};
    for (struct span word; (word = next_program(&command)).len > 0;) {
        char *path = path_from(scenario, word);
        char *name = path ? format("%s.c", path) : NULL;
        if (name && is_program(root, name))
            paths_add_once(&programs, copy_string(name));
        free(name);
        free(path);
    }
    return programs;
}

struct paths programs_of(const char *root, const char *name,
                         const struct scenario *scenario)
{
    struct paths all = {0};
    for (size_t i = 0; i < scenario->nsteps; i++) {
        if (!scenario->steps[i].argv)
            continue;
        struct paths some =
            programs_of_command(root, name, scenario->steps[i].text);
        for (size_t p = 0; p < some.count; p++)
            paths_add_once(&all, copy_string(some.list[p]));
        paths_free(&some);
    }
    return all;
}

bool is_played_under(const char *root, const struct scenario *scenario,
                     const struct paths *programs, enum tool tool)
{
    bool threads = tool != TOOL_HELGRIND && tool != TOOL_TSAN;
    for (size_t i = 0; i < programs->count && !threads; i++)
        threads = has_threads(root, programs->list[i]);
    return threads && scenario_wants(scenario, tool);
}
