/* See watch.h. */
#define _GNU_SOURCE
#include "watch.h"

#include "common/memory.h"
#include "scenario/commands.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* An exit status that no program of the course gives by itself. */
#define ERROR_STATUS "99"

/* What `valgrind --version` prints is valgrind-3.19.0, or the like. */
static bool valgrind_is_at_least(int major, int minor)
{
    FILE *version = popen("valgrind --version 2>/dev/null", "r");
    int here_major = 0, here_minor = 0;
    if (!version)
        return false;
    if (fscanf(version, "valgrind-%d.%d", &here_major, &here_minor) != 2)
        here_major = here_minor = 0;
    pclose(version);
    return here_major > major || (here_major == major && here_minor >= minor);
}

int watch_begin(struct watch *watch, enum tool tool)
{
    *watch = (struct watch){.tool = tool};
    if (tool == TOOL_NONE)
        return 0;
    /* in the sandbox's own /tmp; who is watched writes there, too */
    char *folder = copy_string("/tmp/play-XXXXXX");
    if (!mkdtemp(folder) || chmod(folder, 0777) == -1) {
        free(folder);
        return -1;
    }
    watch->folder = folder;
    /* Valgrind names its temporary files after the process id, and those of
     * two private machines that run side by side are the same. */
    setenv("TMPDIR", folder, 1);
    watch->counts_descriptors = valgrind_is_at_least(3, 24);
    if (tool == TOOL_ASAN || tool == TOOL_TSAN) {
        /* what is overrun cannot go on; what races can, and is watched on */
        char *options = format("log_path=%s/report:exitcode=" ERROR_STATUS
                               ":halt_on_error=%d:print_stacktrace=1",
                               folder, tool == TOOL_ASAN);
        setenv("ASAN_OPTIONS", options, 1);
        setenv("UBSAN_OPTIONS", options, 1);
        setenv("TSAN_OPTIONS", options, 1);
        free(options);
    }
    return 0;
}

static bool uses_valgrind(enum tool tool)
{
    return tool == TOOL_MEMCHECK || tool == TOOL_HELGRIND;
}

static void add_word(char ***words, size_t *count, char *word)
{
    *words = grow(*words, *count, sizeof **words);
    (*words)[(*count)++] = word;
}

char **watch_command(const struct watch *watch, char *const *argv,
                     const char *ending)
{
    static const char *const memcheck[] = {"valgrind",
                                           "--vgdb=no",
                                           "--leak-check=full",
                                           "--show-leak-kinds=all",
                                           "--error-exitcode=" ERROR_STATUS,
                                           NULL};
    static const char *const helgrind[] = {
        "valgrind", "--vgdb=no", "--tool=helgrind",
        "--error-exitcode=" ERROR_STATUS, NULL};
    /* ThreadSanitizer needs the addresses that it was built for */
    static const char *const tsan[] = {"setarch", "-R", NULL};
    static const char *const *const wrappers[TOOLS] = {
        [TOOL_MEMCHECK] = memcheck,
        [TOOL_HELGRIND] = helgrind,
        [TOOL_TSAN] = tsan,
    };
    const char *const *wrapper = wrappers[watch->tool];

    char **words = NULL;
    size_t count = 0;
    char *const *program = watched_program(argv);
    for (; program && argv < program; argv++)
        add_word(&words, &count, copy_string(*argv));
    if (wrapper && program) {
        for (; *wrapper; wrapper++)
            add_word(&words, &count, copy_string(*wrapper));
        bool ends_itself = strncmp(ending, "SIG", 3) != 0;
        if (watch->tool == TOOL_MEMCHECK)
            add_word(&words, &count,
                     format("--errors-for-leak-kinds=%s",
                            ends_itself ? "all" : "none"));
        if (watch->tool == TOOL_MEMCHECK && strcmp(ending, "0") == 0)
            add_word(&words, &count, copy_string("--track-fds=yes"));
        if (uses_valgrind(watch->tool))
            add_word(&words, &count,
                     watch->counts_descriptors
                         ? format("--log-file=%s/report.%%p", watch->folder)
                         : format("--log-fd=%d", REPORT_FD));
    }
    for (; *argv; argv++)
        add_word(&words, &count, copy_string(*argv));
    add_word(&words, &count, NULL);
    return words;
}

void words_free(char **words)
{
    for (size_t i = 0; words[i]; i++)
        free(words[i]);
    free(words);
}

int watch_report(struct watch *watch, char *const *argv)
{
    if (!uses_valgrind(watch->tool) || watch->counts_descriptors ||
        !watched_program(argv))
        return -1;
    char *path = format("%s/report.%d", watch->folder, watch->count++);
    int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (fd == -1)
        perror(path);
    free(path);
    return fd;
}

/* Valgrind begins each line with ==pid== and a space. */
static const char *without_pid(const char *line)
{
    const char *behind =
        strncmp(line, "==", 2) == 0 ? strstr(line + 2, "== ") : NULL;
    return behind ? behind + 3 : line;
}

/* Does a Valgrind report tell of an error? A descriptor that is open at exit
 * is one unless it was inherited, which stands in the line below; Valgrind
 * before 3.24 does not count it itself. */
static bool valgrind_complains(FILE *report)
{
    char *line = NULL;
    size_t room = 0;
    bool complains = false, open_descriptor = false;
    while (getline(&line, &room, report) > 0) {
        const char *text = without_pid(line);
        if (open_descriptor && !strstr(text, "inherited from parent"))
            complains = true;
        open_descriptor = strncmp(text, "Open ", strlen("Open ")) == 0;
        unsigned long errors;
        if (sscanf(text, "ERROR SUMMARY: %lu errors", &errors) == 1 && errors)
            complains = true;
    }
    free(line);
    return complains || open_descriptor;
}

static void append_file(char **text, FILE *file)
{
    char *line = NULL;
    size_t room = 0;
    while (getline(&line, &room, file) > 0) {
        char *longer = format("%s%s", *text ? *text : "", line);
        free(*text);
        *text = longer;
    }
    free(line);
}

char *watch_reports(const struct watch *watch)
{
    DIR *folder = watch->folder ? opendir(watch->folder) : NULL;
    if (!folder)
        return NULL;
    char *reports = NULL;
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (strncmp(entry->d_name, "report", strlen("report")) != 0)
            continue;
        char *path = format("%s/%s", watch->folder, entry->d_name);
        FILE *file = fopen(path, "r");
        /* a sanitizer writes a report only when it has found something */
        if (file && (!uses_valgrind(watch->tool) || valgrind_complains(file))) {
            rewind(file);
            append_file(&reports, file);
        }
        if (file)
            fclose(file);
        free(path);
    }
    closedir(folder);
    return reports;
}

void watch_free(struct watch *watch)
{
    DIR *folder = watch->folder ? opendir(watch->folder) : NULL;
    if (folder) {
        for (struct dirent *entry; (entry = readdir(folder));)
            if (entry->d_name[0] != '.')
                unlinkat(dirfd(folder), entry->d_name, 0);
        closedir(folder);
        rmdir(watch->folder);
    }
    free(watch->folder);
    watch->folder = NULL;
}
