/* See programs.h. */
#define _POSIX_C_SOURCE 200809L
#include "programs.h"

#include <stdlib.h>
#include <string.h>

#include "common/memory.h"
#include "ctoken.h"
#include "scenario/commands.h"

struct paths code_files(const struct library *library, const char *ending)
{
    char *folder = path_in(library->root, "code");
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

/* The file with this name, its ending replaced. */
static struct code_file *other_ending(struct library *library, const char *name,
                                      const char *ending)
{
    const char *dot = strrchr(name, '.');
    char *other = format("%.*s%s", (int)(dot - name), name, ending);
    struct code_file *file = library_get(library, other);
    free(other);
    return file;
}

static bool is_there(const struct code_file *file)
{
    return file->error == 0;
}

bool is_program(struct library *library, const char *name)
{
    return span_ends(span_of(name), ".c") &&
           is_there(library_get(library, name)) &&
           !is_there(other_ending(library, name, ".h"));
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

static void add_modules(struct library *library, const char *name,
                        struct paths *modules)
{
    struct lexer lexer = lexer_of(&library_get(library, name)->c.text);
    for (struct span include; (include = next_include(&lexer)).len > 0;) {
        if (!span_starts(include, "\"") || !span_ends(include, ".h\""))
            continue;
        struct span header = {include.at + 1, include.len - 2};
        char *path = path_from(name, header);
        if (!path)
            continue;
        const struct code_file *module = other_ending(library, path, ".c");
        free(path);
        if (is_there(module) &&
            paths_add_once(modules, copy_string(module->name)))
            add_modules(library, module->name, modules);
    }
}

struct paths modules_of(struct library *library, const char *program)
{
    struct paths modules = {0};
    add_modules(library, program, &modules);
    return modules;
}

static bool includes_threads(struct library *library, const char *name)
{
    struct lexer lexer = lexer_of(&library_get(library, name)->c.text);
    for (struct span include; (include = next_include(&lexer)).len > 0;)
        if (span_is(include, "pthread"))
            return true;
    return false;
}

bool has_threads(struct library *library, const char *program)
{
    struct paths modules = modules_of(library, program);
    bool found = includes_threads(library, program);
    for (size_t i = 0; i < modules.count; i++)
        found = found || includes_threads(library, modules.list[i]);
    paths_free(&modules);
    return found;
}

struct paths programs_of_command(struct library *library, const char *scenario,
                                 const char *command)
{
    struct paths programs = {0};
    for (struct span word; (word = next_program(&command)).len > 0;) {
        char *path = path_from(scenario, word);
        char *name = path ? format("%s.c", path) : NULL;
        if (name && is_program(library, name))
            paths_add_once(&programs, copy_string(name));
        free(name);
        free(path);
    }
    return programs;
}

struct paths programs_of(struct library *library, const char *name,
                         const struct scenario *scenario)
{
    struct paths all = {0};
    for (size_t i = 0; i < scenario->nsteps; i++) {
        if (!scenario->steps[i].argv)
            continue;
        struct paths some =
            programs_of_command(library, name, scenario->steps[i].text);
        for (size_t p = 0; p < some.count; p++)
            paths_add_once(&all, copy_string(some.list[p]));
        paths_free(&some);
    }
    return all;
}

bool is_played_under(struct library *library, const struct scenario *scenario,
                     const struct paths *programs, enum tool tool)
{
    bool threads = tool != TOOL_HELGRIND && tool != TOOL_TSAN;
    for (size_t i = 0; i < programs->count && !threads; i++)
        threads = has_threads(library, programs->list[i]);
    return threads && scenario_wants(scenario, tool);
}
