/* What is easy to take for something else. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>

#define BRACES "}} { /* begin: in_a_macro */"

/* A macro of several lines,
 * and its comment of two. */
#define TWICE(x)                                                               \
    do {                                                                       \
        x;                                                                     \
        x; /* { */                                                             \
    } while (0)

/* Found by one of its names. */
enum { PORT = 3001, CLIENTS = '}' };

struct client {
    int fd;
    struct {
        char name[8];
    } inner;
};

typedef struct {
    int key;
} entry;

/* This comment does not stand directly above. */

static const entry TABLE[] = {
    {.key = 1},
    {.key = '{'},
};

// Two comments of one line,
// directly above: "é" is one letter of two bytes.
static int (*choose(int which))(const char *)
{
    /* to begin: a word before makes it no marker */
    return which ? puts : NULL;
}

static void take(int fd); /* not the definition */

static void take(int fd)
{
    const char *text = "/* begin: in_a_string */ \" }";
    char quote = '"', brace = '}';

    /* begin: outer */
    if (fd == quote) {

        /* begin: inner */
        // } a brace in a comment
        TWICE(puts(text));
        /* end: inner */

        puts("after");
    }
    /* end: outer */
    putchar(brace);
}

int main(void)
{
    struct client client = {.fd = PORT};
    choose(TABLE[0].key)(BRACES);
    take(client.fd + CLIENTS);
}
