#include "guest.h"

#include <stdbool.h>

#define POLL "wasi:io/poll@0.2.12"
#define STREAMS "wasi:io/streams@0.2.12"

/* result<_, stream-error> and result<own<..>, stream-error> */
typedef struct {
    uint8_t failed;
    struct {
        uint8_t kind; /* 0 last-operation-failed, 1 closed */
        int32_t error;
    } why;
} outcome;

/* result<u64, stream-error> */
typedef struct {
    uint8_t failed;
    union {
        uint64_t count;
        struct {
            uint8_t kind;
            int32_t error;
        } why;
    };
} counted;

/* result<list<u8>, stream-error> */
typedef struct {
    uint8_t failed;
    union {
        bytes contents;
        struct {
            uint8_t kind;
            int32_t error;
        } why;
    };
} contents;

typedef struct {
    uint32_t *at;
    size_t length;
} numbers;

IMPORT(POLL, "poll") void poll_list(const int32_t *pollables, size_t count, numbers *result);
IMPORT(POLL, "[method]pollable.block") void block(int32_t pollable);
IMPORT(POLL, "[resource-drop]pollable") void drop_pollable(int32_t pollable);
IMPORT("wasi:io/error@0.2.12", "[method]error.to-debug-string") void to_debug_string(int32_t error, bytes *result);
IMPORT("wasi:clocks/monotonic-clock@0.2.12", "subscribe-duration") int32_t subscribe_duration(uint64_t nanos);
IMPORT("wasi:cli/stdin@0.2.12", "get-stdin") int32_t get_stdin(void);
IMPORT("wasi:cli/stdout@0.2.12", "get-stdout") int32_t get_stdout(void);
IMPORT(STREAMS, "[method]output-stream.check-write") void check_write(int32_t out, counted *result);
IMPORT(STREAMS, "[method]output-stream.write") void write_some(int32_t out, const char *at, size_t length, outcome *result);
IMPORT(STREAMS, "[method]output-stream.flush") void flush(int32_t out, outcome *result);
IMPORT(STREAMS, "[method]output-stream.blocking-flush") void blocking_flush(int32_t out, outcome *result);
IMPORT(STREAMS, "[method]output-stream.subscribe") int32_t subscribe_out(int32_t out);
IMPORT(STREAMS, "[method]output-stream.blocking-write-and-flush")
void blocking_write_and_flush(int32_t out, const char *at, size_t length, outcome *result);
IMPORT(STREAMS, "[method]output-stream.blocking-write-zeroes-and-flush")
void blocking_write_zeroes_and_flush(int32_t out, uint64_t length, outcome *result);
IMPORT(STREAMS, "[method]output-stream.splice") void splice(int32_t out, int32_t in, uint64_t length, counted *result);
IMPORT(STREAMS, "[method]output-stream.blocking-splice")
void blocking_splice(int32_t out, int32_t in, uint64_t length, counted *result);
IMPORT(STREAMS, "[resource-drop]output-stream") void drop_out(int32_t out);
IMPORT(STREAMS, "[method]input-stream.read") void read_some(int32_t in, uint64_t length, contents *result);
IMPORT(STREAMS, "[method]input-stream.blocking-read") void blocking_read(int32_t in, uint64_t length, contents *result);
IMPORT(STREAMS, "[method]input-stream.skip") void skip(int32_t in, uint64_t length, counted *result);
IMPORT(STREAMS, "[method]input-stream.subscribe") int32_t subscribe_in(int32_t in);

static void require(bool good) {
    if (!good) abort();
}

EXPORT("poll-timers") numbers *poll_timers(const uint32_t *millis, size_t count) {
    static numbers ready;
    int32_t *pollables = malloc(count * sizeof *pollables);
    for (size_t i = 0; i < count; i++) pollables[i] = subscribe_duration(millis[i] * 1000000ull);
    poll_list(pollables, count, &ready);
    for (size_t i = 0; i < count; i++) drop_pollable(pollables[i]);
    return &ready;
}

EXPORT("write") uint32_t write_text(const char *text, size_t length) {
    int32_t out = get_stdout(), writable = subscribe_out(out);
    uint32_t writes = 0;
    outcome result;
    for (size_t done = 0; done < length; writes++) {
        block(writable);
        counted permit;
        check_write(out, &permit);
        require(!permit.failed && permit.count > 0);
        size_t some = length - done < permit.count ? length - done : (size_t) permit.count;
        write_some(out, text + done, some, &result);
        require(!result.failed);
        done += some;
    }
    flush(out, &result);
    require(!result.failed);
    blocking_flush(out, &result);
    require(!result.failed);
    drop_pollable(writable);
    drop_out(out);
    return writes;
}

EXPORT("write-blocking") void write_blocking(const char *text, size_t length, uint64_t zeroes) {
    outcome result;
    int32_t out = get_stdout();
    blocking_write_and_flush(out, text, length, &result);
    require(!result.failed);
    blocking_write_zeroes_and_flush(out, zeroes, &result);
    require(!result.failed);
}

static void describe(const char *operation, uint8_t failed, uint8_t kind, int32_t error) {
    if (failed && kind == 0) {
        bytes text;
        to_debug_string(error, &text);
        say("%s failed: %.*s\n", operation, (int) text.length, text.at);
    } else {
        say("%s %s\n", operation, failed ? "closed" : "ok");
    }
}

EXPORT("end-of-stdin") bytes *end_of_stdin(void) {
    int32_t out = get_stdout();
    contents read;
    counted count;
    int32_t in = get_stdin();
    block(subscribe_in(in));
    read_some(in, 100, &read);
    describe("read", read.failed, read.why.kind, read.why.error);
    blocking_read(get_stdin(), -1, &read);
    describe("blocking-read", read.failed, read.why.kind, read.why.error);
    skip(get_stdin(), 100, &count);
    describe("skip", count.failed, count.why.kind, count.why.error);
    splice(out, get_stdin(), 100, &count);
    describe("splice", count.failed, count.why.kind, count.why.error);
    blocking_splice(out, get_stdin(), 100, &count);
    describe("blocking-splice", count.failed, count.why.kind, count.why.error);
    return &answer;
}

EXPORT("write-unasked") void write_unasked(void) {
    outcome result;
    write_some(get_stdout(), "x", 1, &result);
}

EXPORT("write-too-much-blocking") void write_too_much_blocking(void) {
    static char text[4097];
    outcome result;
    blocking_write_and_flush(get_stdout(), text, sizeof text, &result);
}

EXPORT("poll-nothing") void poll_nothing(void) {
    numbers ready;
    poll_list(NULL, 0, &ready);
}

EXPORT("poll-after-drop") void poll_after_drop(void) {
    int32_t timer = subscribe_duration(0);
    drop_pollable(timer);
    block(timer);
}

EXPORT("drop-parent-first") void drop_parent_first(void) {
    int32_t out = get_stdout();
    subscribe_out(out);
    drop_out(out);
}

EXPORT("drop-twice") void drop_twice(void) {
    int32_t out = get_stdout();
    drop_out(out);
    drop_out(out);
}
