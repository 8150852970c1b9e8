/* What the recording tells: each step with what it changed in the kernel's
 * sockets. It looks at what the tracer lets happen, and makes nothing happen
 * itself. */
#ifndef STORY_H
#define STORY_H

#include "play/stage.h"
#include "sockets.h"
#include "tasks.h"
#include "timeline.h"

struct story {
    struct stage *stage;
    struct timeline *timeline;
    const struct tasks *tasks;
    struct sockets sockets;
    const char **hosts; /* their names */
    int *diag;          /* a host's sock_diag socket */
    int *port;          /* the next ephemeral port that a host offers */
    size_t nhosts;
    bool *watched;     /* is the actor's last command traced? */
    double idle_since; /* nobody could go on; 0: somebody can */
};

/* Everything given is kept until story_end(). Gives 0, or -1 with errno. */
int story_begin(struct story *story, struct stage *stage,
                struct timeline *timeline, const struct tasks *tasks);
void story_end(struct story *story);

/* Index of the host that the actor sits at, or -1 if it sits at none. */
int story_host(const struct story *story, size_t actor);

/* A program of the course, which is traced: one that stands beside the
 * scenario. */
bool is_course_program(const struct step *step);

/* What the scenario makes an actor do. */
void story_act(struct story *story, const struct step *step);

/* A `call`, `wait` or `return` step. */
void story_call(struct story *story, const char *what, const struct task *task,
                const struct call *call, const struct stack *stack);

/* The task wrote to its terminal; it made a thread or a process; a signal is
 * there for it. */
void story_print(struct story *story, const struct task *task);
void story_birth(struct story *story, struct task *task);
void story_signal(struct story *story, const struct task *task);

/* A thread or process ended; `status` is as waitpid() gives it. */
void story_exit(struct story *story, const char *who, int status);

/* A command that is not traced printed this line; not whole: without a newline
 * behind it. */
void story_line(struct story *story, size_t actor, struct span line,
                bool is_whole);

/* The wire has carried a packet, or not; `segment` is its JSON object. */
void story_segment(struct story *story, const struct packet *packet,
                   const char *segment);

/* Something crossed the network that no program's step has told. */
void story_network(struct story *story);

#endif
