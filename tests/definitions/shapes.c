/* Declarations whose names or ends are hard to see; the layout is a part of it. */
// clang-format off
#define _POSIX_C_SOURCE 200809L
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define EMPTY
#define OBJECT                                                                 \
    1 /* a comment that goes on: #define NOT_THIS
#define NOR_THIS */
#define CALL(a, b) ((a) + (b))
#  define INDENTED {
#define CONTINUED                                                              \
    struct {                                                                   \
        int x;                                                                 \
    }
#define DECLARE(type) extern type declared_##type;
#define UNUSED __attribute__((unused))
#define FORMAT(n) __attribute__((format(printf, n, n + 1)))
#undef EMPTY

// A comment of one line that goes on: \
int not_this(void) { }

DECLARE(int)
DECLARE(char)

struct forward;
struct forward *points_to(struct forward *f, enum {INSIDE} x);
enum colour {
    RED,
    GREEN = CALL(1, 2),
    BLUE = sizeof(struct { int n; }),
};
enum { ALONE };
enum { FIRST,
       SECOND } choice, *choices[3];
union number {
    int i;
    struct inner {
        double d;
    } s;
};
struct __attribute__((packed)) packed {
    char c;
};
typedef struct node {
    struct node *next;
} node, *list;
typedef int (*handler)(int, const char *);
typedef unsigned char bytes[16], *string;
typedef void callback(void *);
static CONTINUED unnamed;
static struct point {
    int x, y;
} origin = {0, 0}, corner = {.x = 1};

extern int elsewhere;
extern int here;
int here = '{';
int one, *two = NULL, three[] = {1, 2, 3}, (*four)(int), (five);
static const struct point *const TABLE[2][1] = {
    {&origin},
    {&(struct point){.x = 1, .y = 2}},
};
static const char *const TEXT = "a brace } and a quote \" and a // comment"
                                "\\";
_Alignas(16) static char aligned[16];
_Atomic(int) counter;
_Static_assert(sizeof(int) >= 2, "int");
static bool (*operations[])(int) = {NULL};

static int later(int x);

bool begins_with_a_macro(void)
{
    return '\'' != '"' || '\\' == '}';
}

static UNUSED FORMAT(1) void attributed(const char *format, ...)
{
    (void)format;
}

__attribute__((noinline)) int attribute_first(void)
{
    return 1;
}

const struct point *
type_above(void)
{
    struct local {
        int x;
    } y = {0};
    enum { LOCAL };
    return y.x == LOCAL ? &origin : &corner;
}

struct point returns_struct(struct point (*f)(int, struct point *))
{
    return f(1, &origin);
}

int(parenthesised)(void)
{
    return 0;
}

static int (*gives_function(int which))(int)
{
    if (which) {
#if OBJECT
        return later;
    }
#else
        return NULL;
    }
#endif
    return NULL;
}

static int (*(*gives_more(void))(int))(int)
{
    return gives_function;
}

char (*gives_array(void))[16]
{
    return &aligned;
}

#ifdef NEVER
int two_heads(int a)
{
#else
int two_heads(void)
{
#endif
    return 0;
}

#if 0
don't read this as C: it isn't {
#endif

int old_style(), declared_again(void);

static int later(int x)
{
    static int remembered;
    struct point p = {.x = x};
    for (int i = 0; i < 3; i++) {
        switch (x) {
        case '{':
            goto out;
        default:
            do
                x++;
            while (x < 10);
        }
    }
out:
    return p.x + remembered++ + (int)sizeof unnamed;
}

int main(void)
{
    attributed("%d\n", later(1));
    return gives_more() != NULL;
}
