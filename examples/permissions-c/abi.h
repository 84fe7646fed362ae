/* What the Canonical ABI makes of the imports of the world: values in memory, resources as handles. */
#ifndef ABI_H
#define ABI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define EXPORT(name) __attribute__((export_name(name)))
#define IMPORT(interface, name) __attribute__((import_module(interface "@0.2.12"), import_name(name)))

#define FILES "wasi:filesystem/types"
#define HTTP "wasi:http/types"

/* A string or a list of bytes. */
typedef struct {
    const char *at;
    size_t length;
} text;

/* A list of anything else. */
typedef struct {
    void *at;
    size_t length;
} list;

/* What most functions here return: result<T, E>, where T is a handle or text and E at most a number. */
typedef struct {
    uint8_t failed;
    union {
        int32_t handle;
        text bytes;
        uint8_t code;
    };
} outcome;

/* datetime */
typedef struct {
    uint64_t seconds;
    uint32_t nanoseconds;
} datetime;

/* result<option<string>, error>, where error is a variant with a string in it */
typedef struct {
    uint8_t failed;
    struct {
        uint8_t is_there;
        text value;
    };
} setting;

/* tuple<own<descriptor>, string> */
typedef struct {
    int32_t descriptor;
    text path;
} preopen;

/* result<tuple<list<u8>, bool>, error-code> */
typedef struct {
    uint8_t failed;
    union {
        struct {
            text bytes;
            uint8_t is_end;
        };
        uint8_t code;
    };
} portion;

/* result<own<future-incoming-response>, error-code>, where error-code is a variant with up to 24 bytes in it */
typedef struct {
    uint8_t failed;
    union {
        int32_t handle;
        struct {
            uint8_t code;
            uint64_t details[3];
        };
    };
} exchanged;

/* option<result<result<own<incoming-response>, error-code>>> */
typedef struct {
    uint8_t is_there;
    struct {
        uint8_t was_taken;
        exchanged response;
    };
} response;

/* result<list<u8>, stream-error>; kind 1 is closed */
typedef struct {
    uint8_t failed;
    union {
        text bytes;
        uint8_t kind;
    };
} piece;

/* The order of the cases in the WIT of WASI 0.2. */
enum { NO_ENTRY = 20, FOLLOW_LINKS = 1, READ = 1, SCHEME_HTTP = 0, SCHEME_HTTPS = 1, REQUEST_DENIED = 15, CLOSED = 1 };

IMPORT("wasi:clocks/wall-clock", "now") void now(datetime *result);
__attribute__((import_module("wasi:config/store@0.2.0-rc.1"), import_name("get")))
void get_setting(const char *at, size_t length, setting *result);

IMPORT("wasi:filesystem/preopens", "get-directories") void get_directories(list *result);
IMPORT(FILES, "[method]descriptor.open-at")
void open_at(int32_t in, int32_t links, const char *at, size_t length, int32_t how, int32_t rights, outcome *result);
IMPORT(FILES, "[method]descriptor.read") void read(int32_t file, uint64_t length, uint64_t offset, portion *result);

IMPORT(HTTP, "[constructor]fields") int32_t new_fields(void);
IMPORT(HTTP, "[constructor]outgoing-request") int32_t new_request(int32_t headers);
IMPORT(HTTP, "[method]outgoing-request.set-scheme")
int32_t set_scheme(int32_t request, int32_t is_there, int32_t scheme, const char *other, size_t other_length);
IMPORT(HTTP, "[method]outgoing-request.set-authority")
int32_t set_authority(int32_t request, int32_t is_there, const char *at, size_t length);
IMPORT(HTTP, "[method]outgoing-request.set-path-with-query")
int32_t set_path(int32_t request, int32_t is_there, const char *at, size_t length);
IMPORT("wasi:http/outgoing-handler", "handle")
void handle(int32_t request, int32_t has_options, int32_t options, exchanged *result);
IMPORT(HTTP, "[method]future-incoming-response.subscribe") int32_t subscribe(int32_t future);
IMPORT(HTTP, "[method]future-incoming-response.get") void get(int32_t future, response *result);
IMPORT(HTTP, "[method]incoming-response.status") int32_t status_of(int32_t response);
IMPORT(HTTP, "[method]incoming-response.consume") void consume(int32_t response, outcome *result);
IMPORT(HTTP, "[method]incoming-body.stream") void stream_of(int32_t body, outcome *result);

IMPORT("wasi:io/poll", "[method]pollable.block") void block(int32_t pollable);
IMPORT("wasi:io/streams", "[method]input-stream.blocking-read")
void blocking_read(int32_t stream, uint64_t length, piece *result);

#endif
