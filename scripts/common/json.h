/* JSON text that grows. */
#ifndef JSON_H
#define JSON_H

#include <stddef.h>

/* Begin with {0}; end with free(json.text). `text` is always terminated, once
 * something was added. */
struct json {
    char *text;
    size_t len;
};

void json_clear(struct json *json);

/* Adds text as printf makes it. */
void json_add(struct json *json, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Adds these bytes as a JSON string. The bytes are UTF-8. */
void json_string(struct json *json, const char *string);

/* Adds `,"name":"value"`, and the same for a number. */
void json_field(struct json *json, const char *name, const char *value);
void json_number(struct json *json, const char *name, long long value);

/* The bytes as a C string literal has them between its quotes: \n, \", \x07;
 * well-formed UTF-8 as it is. To be freed. */
char *c_literal(const void *bytes, size_t len);

#endif
