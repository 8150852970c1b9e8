/* System calls as C programs write them: names and arguments, read from a
 * thread that ptrace has stopped. */
#ifndef CALLS_H
#define CALLS_H

#include "common/json.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct call_kind {
    long number;           /* SYS_… */
    const char *functions; /* of the C library that are this call, in spaces */
    const char *arguments; /* a letter each: see calls.c */
};

/* The call's kind, or NULL where it cannot be decoded. */
const struct call_kind *call_kind(long number);

/* Is this system call of no interest in a recording: memory, threads' own
 * affairs, files that the C library opens? */
bool call_is_hidden(long number);

/* Is this C library function the call itself, and not something that makes it
 * on its way (perror, getaddrinfo)? */
bool call_is_function(const struct call_kind *kind, const char *function);

/* A call at hand. */
struct call {
    const struct call_kind *kind; /* or NULL */
    long number;
    uint64_t words[6]; /* what the registers hold */
    bool done;         /* it came back, with: */
    int64_t result;    /* or minus the error's number */
};

/* Adds `,"args":[…]`; `null` where it cannot be decoded. */
void call_arguments(struct json *json, pid_t thread, const struct call *call);

/* The descriptor that the call is about, or -1. For a call that gave a new
 * descriptor, that one. */
int call_descriptor(const struct call *call);

/* Copies from the thread's memory; gives how many bytes there were. */
size_t read_memory(pid_t thread, uint64_t at, void *to, size_t len);

#endif
