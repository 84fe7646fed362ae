/* C with nothing but the compiler: no library, so that the component is small enough to be read. */
#include "abi.h"

enum { ROOM = 64 << 10 };

/* The first byte that the linker leaves free. */
extern char __heap_base;
static char *free_from = &__heap_base;

/* An instance serves one call, so nothing is freed. */
EXPORT("cabi_realloc") void *cabi_realloc(void *old, size_t old_size, size_t align, size_t size) {
    char *block = (char *) (((uintptr_t) free_from + align - 1) & ~(uintptr_t) (align - 1));
    size_t end = (uintptr_t) block + size;
    size_t there = __builtin_wasm_memory_size(0) << 16;
    if (end > there && __builtin_wasm_memory_grow(0, (end - there + 0xffff) >> 16) == (size_t) -1) __builtin_trap();
    free_from = (char *) end;
    __builtin_memcpy(block, old, old_size < size ? old_size : size);
    return block;
}

#define LITERAL(characters) ((text) {characters, sizeof characters - 1})

/* The answer of the running call. */
static char answer[ROOM];
static size_t answered;

static void say(text more) {
    size_t length = more.length < ROOM - answered ? more.length : ROOM - answered;
    __builtin_memcpy(answer + answered, more.at, length);
    answered += length;
}

static void say_number(uint64_t number, int digits) {
    char reversed[20];
    int count = 0;
    for (; count < digits || number > 0; number /= 10) reversed[count++] = (char) ('0' + number % 10);
    while (count > 0) say((text) {&reversed[--count], 1});
}

static text *answer_text(void) {
    static text result;
    result = (text) {answer, answered};
    return &result;
}

/* A result<string, string>: the answer, as either. */
static outcome *answer_as(bool failed) {
    static outcome result;
    result.failed = failed;
    result.bytes = (text) {answer, answered};
    return &result;
}

static outcome *fail(text why, text about) {
    answered = 0;
    say(why);
    say(about);
    return answer_as(true);
}

/* How many bytes a UTF-8 character has that begins so: 0 where none does. */
static size_t length_of(unsigned char first) {
    return first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
}

/* A text from outside: what is no UTF-8 is an error, and what the end of the room cut in two is left out. */
static outcome *answer_outside(bool failed, text from) {
    const unsigned char *at = (const unsigned char *) answer;
    for (size_t start = 0; start < answered;) {
        size_t length = length_of(at[start]);
        if (start + length > answered && answered == ROOM) {
            answered = start;
            break;
        }
        bool is_wrong = length == 0 || start + length > answered
            || (at[start] == 0xe0 && at[start + 1] < 0xa0) || (at[start] == 0xed && at[start + 1] > 0x9f)
            || (at[start] == 0xf0 && at[start + 1] < 0x90) || (at[start] == 0xf4 && at[start + 1] > 0x8f);
        for (size_t i = 1; i < length && !is_wrong; i++) is_wrong = at[start + i] >> 6 != 2;
        if (is_wrong) return fail(LITERAL("this is no text: "), from);
        start += length;
    }
    return answer_as(failed);
}

static bool equal(text one, text other) {
    return one.length == other.length && __builtin_memcmp(one.at, other.at, one.length) == 0;
}

static bool starts_with(text whole, text start) {
    return whole.length >= start.length && equal((text) {whole.at, start.length}, start);
}

static text after(text whole, size_t count) {
    return (text) {whole.at + count, whole.length - count};
}

/* A compiler may put calls of these where the program has none. */
int memcmp(const void *one, const void *other, size_t length) {
    const unsigned char *a = one, *b = other;
    for (; length > 0 && *a == *b; length--) a++, b++;
    return length == 0 ? 0 : *a - *b;
}

/* The days since 1970 as a date of the Gregorian calendar, in years that begin in March. */
static void say_date(uint64_t days) {
    uint64_t day = days + 719468; /* since 0000-03-01 */
    uint64_t era = day / 146097, of_era = day % 146097;
    uint64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    uint64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    uint64_t month = (5 * of_year + 2) / 153; /* 0 is March */
    say_number(400 * era + year + (month >= 10), 4);
    say(LITERAL("-"));
    say_number(month < 10 ? month + 3 : month - 9, 2);
    say(LITERAL("-"));
    say_number(of_year - (153 * month + 2) / 5 + 1, 2);
}

EXPORT("get-current-time") text *get_current_time(void) {
    datetime time;
    now(&time);
    say_date(time.seconds / 86400);
    say(LITERAL("T"));
    say_number(time.seconds / 3600 % 24, 2);
    say(LITERAL(":"));
    say_number(time.seconds / 60 % 60, 2);
    say(LITERAL(":"));
    say_number(time.seconds % 60, 2);
    say(LITERAL("Z"));
    return answer_text();
}

EXPORT("get-variable") outcome *get_variable(const char *at, size_t length) {
    setting found;
    get_setting(at, length, &found);
    if (found.failed || !found.is_there) return fail(LITERAL("this tool sees no variable "), (text) {at, length});
    say(found.value);
    return answer_as(false);
}

/* The granted folder that a path is in, and the rest of the path; where there is none, the handle is -1. */
static preopen folder_of(text path) {
    list all;
    preopen found = {-1, path};
    size_t longest = 0;
    get_directories(&all);
    preopen *folders = all.at;
    for (size_t i = 0; i < all.length; i++) {
        text folder = folders[i].path;
        bool has_slash = folder.length > 0 && folder.at[folder.length - 1] == '/';
        if (folder.length < longest || !starts_with(path, folder) || path.length <= folder.length) continue;
        if (!has_slash && path.at[folder.length] != '/') continue;
        longest = folder.length;
        found = (preopen) {folders[i].descriptor, after(path, folder.length + !has_slash)};
    }
    return found;
}

EXPORT("read-file") outcome *read_file(const char *at, size_t length) {
    text path = {at, length};
    preopen place = folder_of(path);
    if (place.descriptor == -1) return fail(LITERAL("this tool may not see "), path);
    outcome opened;
    open_at(place.descriptor, FOLLOW_LINKS, place.path.at, place.path.length, 0, READ, &opened);
    if (opened.failed) {
        return fail(opened.code == NO_ENTRY ? LITERAL("there is no ") : LITERAL("this tool may not read "), path);
    }
    for (portion next = {0}; !next.is_end && answered < ROOM;) {
        read(opened.handle, ROOM - answered, answered, &next);
        if (next.failed) return fail(LITERAL("cannot read "), path);
        say(next.bytes);
    }
    return answer_outside(false, path);
}

/* A GET of a URL; 0 where it is none. */
static int32_t request_to(text url) {
    bool is_secure = starts_with(url, LITERAL("https://"));
    if (!is_secure && !starts_with(url, LITERAL("http://"))) return 0;
    text rest = after(url, is_secure ? 8 : 7);
    size_t end = 0;
    while (end < rest.length && rest.at[end] != '/' && rest.at[end] != '?') end++;
    text path = end < rest.length ? after(rest, end) : LITERAL("/");
    int32_t request = new_request(new_fields());
    bool is_wrong = set_scheme(request, 1, is_secure ? SCHEME_HTTPS : SCHEME_HTTP, NULL, 0)
        || set_authority(request, 1, rest.at, end) || set_path(request, 1, path.at, path.length);
    return is_wrong ? 0 : request;
}

EXPORT("fetch") outcome *fetch(const char *at, size_t length) {
    text url = {at, length};
    int32_t request = request_to(url);
    if (request == 0) return fail(LITERAL("this is no URL of a web server: "), url);
    exchanged sent;
    handle(request, 0, 0, &sent);
    if (sent.failed) {
        return fail(sent.code == REQUEST_DENIED ? LITERAL("this tool may not reach ") : LITERAL("no answer from "), url);
    }
    response got;
    block(subscribe(sent.handle));
    get(sent.handle, &got);
    if (got.response.failed) {
        return fail(got.response.code == REQUEST_DENIED ? LITERAL("this tool may not reach ")
            : LITERAL("no answer from "), url);
    }
    outcome body, stream;
    consume(got.response.handle, &body);
    stream_of(body.handle, &stream);
    int32_t status = status_of(got.response.handle);
    bool is_fine = status >= 200 && status < 300;
    if (!is_fine) {
        say(LITERAL("status "));
        say_number((uint64_t) status, 3);
        say(LITERAL(": "));
    }
    piece next;
    for (blocking_read(stream.handle, ROOM, &next); !next.failed && answered < ROOM;) {
        say(next.bytes);
        blocking_read(stream.handle, ROOM, &next);
    }
    return next.failed && next.kind != CLOSED ? fail(LITERAL("the answer broke off: "), url)
        : answer_outside(!is_fine, url);
}
