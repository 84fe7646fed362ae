#include "guest.h"

#include <stdbool.h>
#include <time.h>

#define MONOTONIC "wasi:clocks/monotonic-clock@0.2.12"
#define WALL "wasi:clocks/wall-clock@0.2.12"
#define TIMEZONE "wasi:clocks/timezone@0.2.12"
#define POLL "wasi:io/poll@0.2.12"

typedef struct {
    uint64_t seconds;
    uint32_t nanoseconds;
} datetime;

typedef struct {
    int32_t offset;
    bytes name;
    bool daylight_saving;
} zone_display;

typedef struct {
    uint64_t first, second;
} pair;

IMPORT(MONOTONIC, "now") uint64_t now(void);
IMPORT(MONOTONIC, "resolution") uint64_t resolution(void);
IMPORT(MONOTONIC, "subscribe-duration") int32_t subscribe_duration(uint64_t nanos);
IMPORT(MONOTONIC, "subscribe-instant") int32_t subscribe_instant(uint64_t when);
IMPORT(WALL, "now") void wall_now(datetime *result);
IMPORT(WALL, "resolution") void wall_resolution(datetime *result);
IMPORT(TIMEZONE, "display") void display(uint64_t seconds, uint32_t nanoseconds, zone_display *result);
IMPORT(TIMEZONE, "utc-offset") int32_t utc_offset(uint64_t seconds, uint32_t nanoseconds);
IMPORT(POLL, "[method]pollable.block") void block(int32_t pollable);
IMPORT(POLL, "[method]pollable.ready") int32_t ready(int32_t pollable);
IMPORT(POLL, "[resource-drop]pollable") void drop_pollable(int32_t pollable);

static pair result;

EXPORT("wall") pair *wall(void) {
    datetime reading;
    wall_now(&reading);
    result = (pair) {reading.seconds, (uint64_t) time(NULL)};
    return &result;
}

EXPORT("monotonic") void *monotonic(void) {
    static struct {
        uint32_t backwards;
        uint64_t advance;
    } readings;
    uint64_t first = now(), last = first;
    for (int i = 0; i < 1000; i++) {
        uint64_t next = now();
        if (next < last) readings.backwards++;
        last = next;
    }
    readings.advance = last - first;
    return &readings;
}

EXPORT("resolutions") pair *resolutions(void) {
    datetime wall;
    wall_resolution(&wall);
    result = (pair) {resolution(), wall.seconds * 1000000000 + wall.nanoseconds};
    return &result;
}

static uint64_t wait(int32_t pollable, uint64_t started) {
    block(pollable);
    if (!ready(pollable)) abort();
    drop_pollable(pollable);
    return now() - started;
}

EXPORT("wait-for") uint64_t wait_for(uint64_t nanos) {
    uint64_t started = now();
    return wait(subscribe_duration(nanos), started);
}

EXPORT("wait-until") uint64_t wait_until(uint64_t nanos_from_now) {
    uint64_t started = now();
    return wait(subscribe_instant(started + nanos_from_now), started);
}

EXPORT("sleep") uint64_t sleep_nanos(uint64_t nanos) {
    uint64_t started = now();
    nanosleep(&(struct timespec) {.tv_sec = (time_t) (nanos / 1000000000), .tv_nsec = (long) (nanos % 1000000000)}, NULL);
    return now() - started;
}

EXPORT("zone") bytes *zone(void) {
    zone_display shown;
    display(0, 0, &shown);
    say("%.*s %d %d %s", (int) shown.name.length, shown.name.at, shown.offset, utc_offset(1000000000, 0),
        shown.daylight_saving ? "daylight saving" : "standard");
    return &answer;
}
