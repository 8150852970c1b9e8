/* See json.h. */
#define _POSIX_C_SOURCE 200809L
#include "json.h"

#include "memory.h"
#include "text.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add_bytes(struct json *json, const char *bytes, size_t len)
{
    for (size_t i = 0; i <= len; i++) {
        json->text = grow(json->text, json->len, 1);
        json->text[json->len] = i < len ? bytes[i] : '\0';
        if (i < len)
            json->len++;
    }
}

void json_clear(struct json *json)
{
    json->len = 0;
    add_bytes(json, "", 0);
}

void json_add(struct json *json, const char *fmt, ...)
{
    va_list args, again;
    va_start(args, fmt);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    char *text = allocate((size_t)(len > 0 ? len : 0) + 1, 1);
    if (len > 0)
        vsnprintf(text, (size_t)len + 1, fmt, again);
    va_end(again);
    add_bytes(json, text, strlen(text));
    free(text);
}

void json_string(struct json *json, const char *string)
{
    add_bytes(json, "\"", 1);
    for (; *string; string++) {
        if (*string == '"' || *string == '\\')
            add_bytes(json, "\\", 1);
        if ((unsigned char)*string < ' ')
            json_add(json, "\\u%04x", (unsigned)*string);
        else
            add_bytes(json, string, 1);
    }
    add_bytes(json, "\"", 1);
}

void json_field(struct json *json, const char *name, const char *value)
{
    json_add(json, ",\"%s\":", name);
    json_string(json, value);
}

void json_number(struct json *json, const char *name, long long value)
{
    json_add(json, ",\"%s\":%lld", name, value);
}

char *c_literal(const void *bytes, size_t len)
{
    static const char plain[] = "\a\b\t\n\v\f\r\"\\";
    static const char letters[] = "abtnvfr\"\\";
    const unsigned char *at = bytes;
    struct json out = {0};
    json_clear(&out);
    for (size_t i = 0; i < len; i++) {
        const char *special = at[i] ? strchr(plain, at[i]) : NULL;
        size_t wide =
            at[i] < 0x80
                ? 0
                : utf8_length((struct span){(const char *)at + i, len - i});
        if (special) {
            json_add(&out, "\\%c", letters[special - plain]);
        } else if (wide) {
            add_bytes(&out, (const char *)at + i, wide);
            i += wide - 1;
        } else if (at[i] >= ' ' && at[i] < 0x7f) {
            add_bytes(&out, (const char *)at + i, 1);
        } else {
            json_add(&out, "\\x%02x", at[i]);
        }
    }
    return out.text;
}
