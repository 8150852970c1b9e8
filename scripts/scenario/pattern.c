/* See pattern.h. */
#define _POSIX_C_SOURCE 200809L
#include "pattern.h"

#include "common/memory.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

size_t starts_placeholder(struct span s)
{
    if (s.len < 3 || s.at[0] != '{' || !islower((unsigned char)s.at[1]))
        return 0;
    size_t len = 1;
    while (len < s.len && (islower((unsigned char)s.at[len]) ||
                           isdigit((unsigned char)s.at[len])))
        len++;
    return len < s.len && s.at[len] == '}' ? len + 1 : 0;
}

static size_t placeholder_length(const char *text)
{
    return starts_placeholder(span_of(text));
}

struct span next_placeholder(const char **pattern)
{
    for (; **pattern; (*pattern)++) {
        size_t len = placeholder_length(*pattern);
        if (len == 0)
            continue;
        struct span name = {*pattern + 1, len - 2};
        *pattern += len;
        return name;
    }
    return (struct span){0};
}

static const char *bound_to(const struct bindings *bindings, const char *name,
                            size_t len)
{
    for (size_t i = 0; i < bindings->count; i++)
        if (strlen(bindings->items[i].name) == len &&
            strncmp(bindings->items[i].name, name, len) == 0)
            return bindings->items[i].number;
    return NULL;
}

static void bind_to(struct bindings *bindings, const char *name, size_t len,
                    const char *digits, size_t ndigits)
{
    bindings->items =
        grow(bindings->items, bindings->count, sizeof *bindings->items);
    bindings->items[bindings->count++] = (struct binding){
        .name = copy_bytes(name, len),
        .number = copy_bytes(digits, ndigits),
    };
}

static void unbind_down_to(struct bindings *bindings, size_t count)
{
    while (bindings->count > count) {
        struct binding *last = &bindings->items[--bindings->count];
        free(last->name);
        free(last->number);
    }
}

static size_t count_digits(const char *text)
{
    size_t count = 0;
    while (isdigit((unsigned char)text[count]))
        count++;
    return count;
}

bool pattern_matches(const char *pattern, const char *line,
                     struct bindings *bindings)
{
    size_t before = bindings->count;
    while (*pattern) {
        if (bindings->any_spaces && *pattern == ' ' && *line == ' ') {
            pattern += strspn(pattern, " ");
            line += strspn(line, " ");
            continue;
        }
        size_t len = placeholder_length(pattern);
        size_t ndigits = len ? count_digits(line) : 0;
        const char *number =
            len ? bound_to(bindings, pattern + 1, len - 2) : NULL;
        bool same = len ? ndigits > 0 : *pattern == *line;
        if (number)
            same = strlen(number) == ndigits &&
                   strncmp(number, line, ndigits) == 0;
        if (!same)
            break;
        if (len && !number)
            bind_to(bindings, pattern + 1, len - 2, line, ndigits);
        pattern += len ? len : 1;
        line += len ? ndigits : 1;
    }
    if (!*pattern && !*line)
        return true;
    unbind_down_to(bindings, before);
    return false;
}

void bindings_free(struct bindings *bindings)
{
    unbind_down_to(bindings, 0);
    free(bindings->items);
    bindings->items = NULL;
}
