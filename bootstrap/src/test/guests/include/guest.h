/* The canonical ABI for guest programs in C: strings in and out, resources as handles. */
#ifndef GUEST_H
#define GUEST_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPORT(name) __attribute__((export_name(name)))
#define IMPORT(interface, name) __attribute__((import_module(interface), import_name(name)))

/* A string or a list of bytes, as it lies in memory. */
typedef struct {
    char *at;
    size_t length;
} bytes;

EXPORT("cabi_realloc") void *cabi_realloc(void *old, size_t old_size, size_t align, size_t size) {
    (void) old_size;
    (void) align; /* malloc aligns to 16 */
    void *block = realloc(old, size == 0 ? 1 : size);
    if (block == NULL) abort();
    return block;
}

/* What the running export answers, line by line. An instance serves one call, so nothing frees it. */
static bytes answer;

/* Adds formatted text to the answer. */
__attribute__((format(printf, 1, 2))) static void say(const char *format, ...) {
    va_list values, again;
    va_start(values, format);
    va_copy(again, values);
    size_t more = (size_t) vsnprintf(NULL, 0, format, values);
    answer.at = cabi_realloc(answer.at, answer.length, 1, answer.length + more + 1);
    vsnprintf(answer.at + answer.length, more + 1, format, again);
    answer.length += more;
    va_end(again);
    va_end(values);
}

#endif
