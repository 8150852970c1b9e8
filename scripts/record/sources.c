/* See sources.h. */
#define _GNU_SOURCE
#include "sources.h"

#include "calls.h"
#include "common/memory.h"

#include <elfutils/libdwfl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A process whose mapped files libdw has read. */
struct known {
    pid_t process;
    Dwfl *dwfl;
    char *program;
    struct known *next;
};
static struct known *all_known;

/* Only the program's own lines are wanted, and they are in its file. */
static int no_separate_file(Dwfl_Module *module, void **data, const char *name,
                            Dwarf_Addr base, const char *file,
                            const char *debug_file, GElf_Word crc, char **found)
{
    (void)module;
    (void)data;
    (void)name;
    (void)base;
    (void)file;
    (void)debug_file;
    (void)crc;
    (void)found;
    return -1;
}

static const Dwfl_Callbacks callbacks = {
    .find_elf = dwfl_linux_proc_find_elf,
    .find_debuginfo = no_separate_file,
};

void forget_process(pid_t process)
{
    for (struct known **at = &all_known; *at; at = &(*at)->next) {
        struct known *known = *at;
        if (known->process != process)
            continue;
        *at = known->next;
        dwfl_end(known->dwfl);
        free(known->program);
        free(known);
        return;
    }
}

static struct known *know(pid_t process)
{
    for (struct known *known = all_known; known; known = known->next)
        if (known->process == process)
            return known;

    char program[PATH_MAX];
    char *link = format("/proc/%d/exe", (int)process);
    ssize_t len = readlink(link, program, sizeof program - 1);
    free(link);
    Dwfl *dwfl = len > 0 ? dwfl_begin(&callbacks) : NULL;
    if (!dwfl)
        return NULL;
    if (dwfl_linux_proc_report(dwfl, process) != 0 ||
        dwfl_report_end(dwfl, NULL, NULL) != 0 ||
        dwfl_linux_proc_attach(dwfl, process, true) != 0) {
        dwfl_end(dwfl);
        return NULL;
    }
    struct known *known = grow(NULL, 0, sizeof *known);
    *known = (struct known){
        .process = process,
        .dwfl = dwfl,
        .program = copy_bytes(program, (size_t)len),
        .next = all_known,
    };
    return all_known = known;
}

struct walk {
    pid_t thread;
    struct known *known;
    struct stack *stack;
    bool outdated; /* a file was mapped since libdw looked */
};

/* glibc calls its own functions by inner names: __libc_send is send. */
static const char *public_name(const char *name)
{
    static const char *const prefixes[] = {"__GI_", "__libc_", "_IO_"};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (strncmp(name, prefixes[i], strlen(prefixes[i])) == 0)
            name += strlen(prefixes[i]);
    name += strspn(name, "_");
    /* large files need no other call here */
    return strcmp(name, "fcntl64") == 0 ? "fcntl" : name;
}

/* Where the program's jump table leads, from the entry at this address:
 * [endbr64] [bnd] jmp *offset(%rip). 0 if there is none. This is the machine
 * code of x86-64; on others it is not found, and what the stack says does. */
static uint64_t follow_jump(pid_t thread, uint64_t entry)
{
    unsigned char code[16];
    int32_t offset;
    uint64_t target;
    if (read_memory(thread, entry, code, sizeof code) != sizeof code)
        return 0;
    for (size_t i = 0; i + 6 <= sizeof code; i++) {
        if (code[i] != 0xff || code[i + 1] != 0x25)
            continue;
        memcpy(&offset, code + i + 2, sizeof offset);
        uint64_t slot = entry + i + 6 + (uint64_t)(int64_t)offset;
        bool found =
            read_memory(thread, slot, &target, sizeof target) == sizeof target;
        return found ? target : 0;
    }
    return 0;
}

/* The function that the call before this return address calls in a library:
 * it need not be on the stack any more, since functions of the C library jump
 * to others (pthread_join, getchar, waitpid). NULL if that is not known. */
static const char *called_function(const struct walk *walk, uint64_t back)
{
    unsigned char code[5]; /* call offset(%rip) */
    int32_t offset;
    if (read_memory(walk->thread, back - sizeof code, code, sizeof code) !=
            sizeof code ||
        code[0] != 0xe8)
        return NULL;
    memcpy(&offset, code + 1, sizeof offset);
    uint64_t function =
        follow_jump(walk->thread, back + (uint64_t)(int64_t)offset);
    Dwfl_Module *module =
        function ? dwfl_addrmodule(walk->known->dwfl, function) : NULL;
    return module ? dwfl_module_addrname(module, function) : NULL;
}

static int on_frame(Dwfl_Frame *state, void *argument)
{
    struct walk *walk = argument;
    struct stack *stack = walk->stack;
    Dwarf_Addr at;
    bool is_exact;
    if (!dwfl_frame_pc(state, &at, &is_exact))
        return DWARF_CB_ABORT;
    if (!is_exact)
        at--; /* a return address: the call is before it */
    Dwfl_Module *module = dwfl_addrmodule(walk->known->dwfl, at);
    if (!module) {
        walk->outdated = true;
        return DWARF_CB_ABORT;
    }
    const char *path = NULL;
    dwfl_module_info(module, NULL, NULL, NULL, NULL, NULL, &path, NULL);
    const char *function = dwfl_module_addrname(module, at);
    Dwfl_Line *line = NULL;
    if (path && strcmp(path, walk->known->program) == 0)
        line = dwfl_module_getsrc(module, at);
    if (!line) { /* the C library's */
        if (stack->count == 0 && function)
            snprintf(stack->library, sizeof stack->library, "%s",
                     public_name(function));
        return DWARF_CB_OK;
    }
    const char *called =
        stack->count == 0 && !is_exact ? called_function(walk, at + 1) : NULL;
    if (called)
        snprintf(stack->library, sizeof stack->library, "%s",
                 public_name(called));
    struct frame *frame = &stack->frames[stack->count++];
    const char *file =
        dwfl_lineinfo(line, NULL, &frame->line, NULL, NULL, NULL);
    snprintf(frame->file, sizeof frame->file, "%s", file ? file : "?");
    snprintf(frame->function, sizeof frame->function, "%s",
             function ? function : "?");
    bool is_last =
        stack->count == MOST_FRAMES || strcmp(frame->function, "main") == 0;
    return is_last ? DWARF_CB_ABORT : DWARF_CB_OK;
}

void read_stack(pid_t process, pid_t thread, struct stack *stack)
{
    for (int attempt = 0; attempt < 2; attempt++) {
        *stack = (struct stack){.count = 0};
        struct walk walk = {
            .thread = thread, .known = know(process), .stack = stack};
        if (!walk.known)
            return;
        dwfl_getthread_frames(walk.known->dwfl, thread, on_frame, &walk);
        if (!walk.outdated)
            return;
        forget_process(process);
    }
}
