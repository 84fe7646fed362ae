#include "guest.h"

#include <stdbool.h>

#define ENVIRONMENT "wasi:cli/environment@0.2.12"
#define FILES "wasi:filesystem/types@0.2.12"
#define HTTP "wasi:http/types@0.2.12"
#define LOOKUP "wasi:sockets/ip-name-lookup@0.2.12"
#define POLL "wasi:io/poll@0.2.12"
#define STREAMS "wasi:io/streams@0.2.12"
#define TCP "wasi:sockets/tcp@0.2.12"
#define UDP "wasi:sockets/udp@0.2.12"

static const char *const FILE_ERRORS[] = {"access", "would-block", "already", "bad-descriptor", "busy", "deadlock",
    "quota", "exist", "file-too-large", "illegal-byte-sequence", "in-progress", "interrupted", "invalid", "io",
    "is-directory", "loop", "too-many-links", "message-size", "name-too-long", "no-device", "no-entry", "no-lock",
    "insufficient-memory", "insufficient-space", "not-directory", "not-empty", "not-recoverable", "unsupported",
    "no-tty", "no-such-device", "overflow", "not-permitted", "pipe", "read-only", "invalid-seek", "text-file-busy",
    "cross-device"};
static const char *const FILE_TYPES[] = {"unknown", "block-device", "character-device", "directory", "fifo",
    "symbolic-link", "regular-file", "socket"};
static const char *const SOCKET_ERRORS[] = {"unknown", "access-denied", "not-supported", "invalid-argument",
    "out-of-memory", "timeout", "concurrency-conflict", "not-in-progress", "would-block", "invalid-state",
    "new-socket-limit", "address-not-bindable", "address-in-use", "remote-unreachable", "connection-refused",
    "connection-reset", "connection-aborted", "datagram-too-large", "name-unresolvable", "temporary-resolver-failure",
    "permanent-resolver-failure"};
static const char *const HTTP_ERRORS[] = {"DNS-timeout", "DNS-error", "destination-not-found",
    "destination-unavailable", "destination-IP-prohibited", "destination-IP-unroutable", "connection-refused",
    "connection-terminated", "connection-timeout", "connection-read-timeout", "connection-write-timeout",
    "connection-limit-reached", "TLS-protocol-error", "TLS-certificate-error", "TLS-alert-received",
    "HTTP-request-denied", "HTTP-request-length-required", "HTTP-request-body-size", "HTTP-request-method-invalid",
    "HTTP-request-URI-invalid", "HTTP-request-URI-too-long", "HTTP-request-header-section-size",
    "HTTP-request-header-size", "HTTP-request-trailer-section-size", "HTTP-request-trailer-size",
    "HTTP-response-incomplete", "HTTP-response-header-section-size", "HTTP-response-header-size",
    "HTTP-response-body-size", "HTTP-response-trailer-section-size", "HTTP-response-trailer-size",
    "HTTP-response-transfer-coding", "HTTP-response-content-coding", "HTTP-response-timeout", "HTTP-upgrade-failed",
    "HTTP-protocol-error", "loop-detected", "configuration-error", "internal-error"};

enum { FOLLOW = 1, CREATE = 1, DIRECTORY = 2, EXCLUSIVE = 4, TRUNCATE = 8, READ = 1, WRITE = 2, MUTATE = 32, NOW = 1 };

/* result<_, E>, E an enumeration */
typedef struct {
    uint8_t failed, code;
} done;

/* result<T, E>, T of words */
typedef struct {
    uint8_t failed;
    union {
        int32_t handle;
        bytes text;
        uint8_t code;
    };
} got;

/* result<T, E>, T with a u64 in it */
typedef struct {
    uint8_t failed;
    union {
        uint64_t count;
        uint8_t code;
    };
} wide;

/* result<option<directory-entry>, error-code> */
typedef struct {
    uint8_t failed;
    union {
        struct {
            uint8_t some;
            struct {
                uint8_t type;
                bytes name;
            };
        };
        uint8_t code;
    };
} entry;

/* result<option<ip-address>, error-code>, as far as it is looked at */
typedef struct {
    uint16_t failed; /* of which one byte counts */
    uint8_t found_or_code, rest[20];
} resolved;

/* wasi:http's error-code */
typedef struct {
    uint8_t code;
    uint64_t payload[3];
} http_error;

/* result<own<future-incoming-response>, error-code> */
typedef struct {
    uint8_t failed;
    union {
        int32_t future;
        http_error error;
    };
} sent;

/* option<result<result<own<incoming-response>, error-code>>> */
typedef struct {
    uint8_t some;
    struct {
        uint8_t taken;
        sent response;
    };
} response;

/* option<error-code> */
typedef struct {
    uint8_t some;
    http_error error;
} maybe_error;

/* result<_, stream-error>; kind 0 is last-operation-failed, 1 is closed */
typedef struct {
    uint8_t failed;
    struct {
        uint8_t kind;
        int32_t error;
    } why;
} written;

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
    int32_t descriptor;
    bytes name;
} preopen;

typedef struct {
    void *at;
    size_t length;
} list;

#define TEXT const char *at, size_t length
#define TWO_TEXTS const char *at, size_t length, const char *to, size_t to_length
#define TIME int32_t, int64_t, int32_t
#define ADDRESS int32_t, int32_t, int32_t, int32_t, int32_t, int32_t, int32_t, int32_t, int32_t, int32_t, int32_t, int32_t

IMPORT(ENVIRONMENT, "get-environment") void get_environment(list *result);
IMPORT(ENVIRONMENT, "get-arguments") void get_arguments(list *result);
IMPORT(ENVIRONMENT, "initial-cwd") void initial_cwd(int32_t *option);
IMPORT("wasi:clocks/monotonic-clock@0.2.12", "subscribe-duration") int32_t subscribe_duration(int64_t nanos);
IMPORT(POLL, "[method]pollable.block") void block(int32_t pollable);
IMPORT("wasi:filesystem/preopens@0.2.12", "get-directories") void get_directories(list *result);
IMPORT(FILES, "[method]descriptor.open-at")
void open_at(int32_t in, int32_t follow, TEXT, int32_t how, int32_t rights, got *result);
IMPORT(FILES, "[method]descriptor.read") void read_file(int32_t file, int64_t length, int64_t offset, got *result);
IMPORT(FILES, "[method]descriptor.write") void write_file(int32_t file, TEXT, int64_t offset, wide *result);
IMPORT(FILES, "[method]descriptor.set-size") void set_size(int32_t file, int64_t size, done *result);
IMPORT(FILES, "[method]descriptor.read-directory") void read_directory(int32_t file, got *result);
IMPORT(FILES, "[method]directory-entry-stream.read-directory-entry") void read_entry(int32_t stream, entry *result);
IMPORT(FILES, "[method]descriptor.create-directory-at") void create_directory_at(int32_t in, TEXT, done *result);
IMPORT(FILES, "[method]descriptor.remove-directory-at") void remove_directory_at(int32_t in, TEXT, done *result);
IMPORT(FILES, "[method]descriptor.unlink-file-at") void unlink_file_at(int32_t in, TEXT, done *result);
IMPORT(FILES, "[method]descriptor.stat-at") void stat_at(int32_t in, int32_t follow, TEXT, uint64_t *result);
IMPORT(FILES, "[method]descriptor.metadata-hash-at") void hash_at(int32_t in, int32_t follow, TEXT, uint64_t *result);
IMPORT(FILES, "[method]descriptor.set-times-at")
void set_times_at(int32_t in, int32_t follow, TEXT, TIME, TIME, done *result);
IMPORT(FILES, "[method]descriptor.readlink-at") void readlink_at(int32_t in, TEXT, got *result);
IMPORT(FILES, "[method]descriptor.symlink-at") void symlink_at(int32_t in, TWO_TEXTS, done *result);
IMPORT(FILES, "[method]descriptor.rename-at")
void rename_at(int32_t in, TEXT, int32_t there, const char *to, size_t to_length, done *result);
IMPORT(FILES, "[method]descriptor.link-at")
void link_at(int32_t in, int32_t follow, TEXT, int32_t there, const char *to, size_t to_length, done *result);
IMPORT("wasi:sockets/instance-network@0.2.12", "instance-network") int32_t instance_network(void);
IMPORT("wasi:sockets/tcp-create-socket@0.2.12", "create-tcp-socket") void create_tcp_socket(int32_t v6, got *result);
IMPORT("wasi:sockets/udp-create-socket@0.2.12", "create-udp-socket") void create_udp_socket(int32_t v6, got *result);
IMPORT(LOOKUP, "resolve-addresses") void resolve_addresses(int32_t network, TEXT, got *result);
IMPORT(LOOKUP, "[method]resolve-address-stream.subscribe") int32_t subscribe_lookup(int32_t stream);
IMPORT(LOOKUP, "[method]resolve-address-stream.resolve-next-address") void next_address(int32_t stream, resolved *result);
IMPORT(TCP, "[method]tcp-socket.start-bind") void start_bind(int32_t socket, int32_t network, ADDRESS, done *result);
IMPORT(TCP, "[method]tcp-socket.finish-bind") void finish_bind(int32_t socket, done *result);
IMPORT(TCP, "[method]tcp-socket.start-listen") void start_listen(int32_t socket, done *result);
IMPORT(TCP, "[method]tcp-socket.start-connect") void start_connect(int32_t socket, int32_t network, ADDRESS, done *result);
IMPORT(UDP, "[method]udp-socket.start-bind") void start_bind_udp(int32_t socket, int32_t network, ADDRESS, done *result);
IMPORT(UDP, "[method]udp-socket.finish-bind") void finish_bind_udp(int32_t socket, done *result);
IMPORT(UDP, "[method]udp-socket.stream") void stream_udp(int32_t socket, int32_t some, ADDRESS, got *result);
IMPORT(HTTP, "[constructor]fields") int32_t new_fields(void);
IMPORT(HTTP, "[method]fields.append") void append_field(int32_t fields, TWO_TEXTS, done *result);
IMPORT(HTTP, "[method]fields.get") void get_field(int32_t fields, TEXT, list *result);
IMPORT(HTTP, "[constructor]outgoing-request") int32_t new_request(int32_t headers);
IMPORT(HTTP, "[method]outgoing-request.set-method") int32_t set_method(int32_t request, int32_t method, TEXT);
IMPORT(HTTP, "[method]outgoing-request.set-scheme") int32_t set_scheme(int32_t request, int32_t some, int32_t scheme, TEXT);
IMPORT(HTTP, "[method]outgoing-request.set-authority") int32_t set_authority(int32_t request, int32_t some, TEXT);
IMPORT(HTTP, "[method]outgoing-request.set-path-with-query") int32_t set_path(int32_t request, int32_t some, TEXT);
IMPORT(HTTP, "[method]outgoing-request.body") void request_body(int32_t request, got *result);
IMPORT(HTTP, "[method]outgoing-body.write") void write_body(int32_t body, got *result);
IMPORT("wasi:http/outgoing-handler@0.2.12", "handle")
void send_request(int32_t request, int32_t some, int32_t options, sent *result);
IMPORT(HTTP, "[method]future-incoming-response.subscribe") int32_t subscribe_response(int32_t future);
IMPORT(HTTP, "[method]future-incoming-response.get") void get_response(int32_t future, response *result);
IMPORT(HTTP, "[method]incoming-response.status") int32_t status_of(int32_t response);
IMPORT(HTTP, "[method]incoming-response.headers") int32_t headers_of(int32_t response);
IMPORT(HTTP, "[method]incoming-response.consume") void consume(int32_t response, got *result);
IMPORT(HTTP, "[method]incoming-body.stream") void read_body(int32_t body, got *result);
IMPORT(HTTP, "http-error-code") void http_error_code(int32_t error, maybe_error *result);
IMPORT(STREAMS, "[method]output-stream.blocking-write-and-flush") void blocking_write(int32_t out, TEXT, written *result);
IMPORT(STREAMS, "[method]input-stream.blocking-read") void blocking_read(int32_t in, uint64_t length, contents *result);

static void say_bytes(bytes text) {
    say("%.*s", (int) text.length, text.at);
}

static bool is(bytes word, const char *text) {
    return word.length == strlen(text) && memcmp(word.at, text, word.length) == 0;
}

static bool starts_with(bytes word, const char *text) {
    return word.length >= strlen(text) && memcmp(word.at, text, strlen(text)) == 0;
}

static uint32_t number(bytes word) {
    char digits[12] = {0};
    memcpy(digits, word.at, word.length < 11 ? word.length : 11);
    return (uint32_t) strtoul(digits, NULL, 10);
}

static void verdict(done result, const char *const *errors) {
    say("%s", result.failed ? errors[result.code] : "ok");
}

/* Files */

typedef struct {
    int32_t in;
    bytes path;
} place;

/* The directory that a word names before its colon, or else the first one. */
static place at(bytes word) {
    static list all; /* asked for once: each answer holds handles of its own */
    if (all.at == NULL) get_directories(&all);
    preopen *directories = all.at;
    if (all.length == 0) return (place) {-1, word};
    for (size_t i = 0; i < all.length; i++) {
        size_t end = directories[i].name.length;
        if (word.length > end && word.at[end] == ':' && memcmp(word.at, directories[i].name.at, end) == 0) {
            return (place) {directories[i].descriptor, {word.at + end + 1, word.length - end - 1}};
        }
    }
    return (place) {directories[0].descriptor, word};
}

static bool opens(place file, int32_t follow, int32_t how, int32_t rights, int32_t *handle) {
    got result;
    open_at(file.in, follow, file.path.at, file.path.length, how, rights, &result);
    if (result.failed) say("%s", FILE_ERRORS[result.code]);
    *handle = result.handle;
    return !result.failed;
}

static void read_place(place file) {
    int32_t handle;
    if (!opens(file, FOLLOW, 0, READ, &handle)) return;
    got result[2]; /* result<tuple<list<u8>, bool>, error-code> */
    read_file(handle, 100, 0, result);
    if (result->failed) say("%s", FILE_ERRORS[result->code]);
    else say("\"%.*s\"", (int) result->text.length, result->text.at);
}

static void write_place(place file, int32_t how, int32_t rights, bytes text) {
    int32_t handle;
    if (!opens(file, how & EXCLUSIVE ? 0 : FOLLOW, how, rights, &handle)) return;
    wide result;
    write_file(handle, text.at, text.length, 0, &result);
    say("%s", result.failed ? FILE_ERRORS[result.code] : "ok");
}

static void resize_place(place file, int32_t rights) {
    int32_t handle;
    done result;
    if (!opens(file, FOLLOW, 0, rights, &handle)) return;
    set_size(handle, 0, &result);
    verdict(result, FILE_ERRORS);
}

static void change_in(place file) {
    int32_t handle;
    done result;
    if (!opens(file, FOLLOW, DIRECTORY, READ | MUTATE, &handle)) return;
    create_directory_at(handle, "new", 3, &result);
    verdict(result, FILE_ERRORS);
}

static void open_place(place file, int32_t follow, int32_t how, int32_t rights) {
    int32_t handle;
    if (opens(file, follow, how, rights, &handle)) say("ok");
}

static void list_place(place file) {
    int32_t handle;
    got stream;
    if (!opens(file, FOLLOW, DIRECTORY, READ, &handle)) return;
    read_directory(handle, &stream);
    if (stream.failed) {
        say("%s", FILE_ERRORS[stream.code]);
        return;
    }
    int count = 0;
    for (entry next; read_entry(stream.handle, &next), !next.failed && next.some; count++) {}
    say("%d names", count);
}

/* The result of stat-at and of metadata-hash-at, which begins with 8 bytes of which one counts. */
static void say_found(place file, int32_t follow, bool hashes) {
    uint64_t room[20];
    (hashes ? hash_at : stat_at)(file.in, follow, file.path.at, file.path.length, room);
    uint8_t code = *(uint8_t *) &room[1];
    if (*(uint8_t *) room) say("%s", FILE_ERRORS[code]);
    else say("%s", hashes ? "ok" : FILE_TYPES[code]);
}

static bool files(bytes verb, bytes *words) {
    place file = at(words[0]);
    done result;
    if (is(verb, "read")) return read_place(file), true;
    if (is(verb, "stat")) return say_found(file, FOLLOW, false), true;
    if (is(verb, "lstat")) return say_found(file, 0, false), true;
    if (is(verb, "hash")) return say_found(file, FOLLOW, true), true;
    if (is(verb, "list")) return list_place(file), true;
    if (is(verb, "open")) return open_place(file, FOLLOW, 0, READ), true;
    if (is(verb, "open-nofollow")) return open_place(file, 0, 0, READ), true;
    if (is(verb, "open-write")) return open_place(file, FOLLOW, 0, WRITE), true;
    if (is(verb, "change-in")) return change_in(file), true;
    if (is(verb, "open-dir")) return open_place(file, FOLLOW, DIRECTORY, READ), true;
    if (is(verb, "truncate")) return open_place(file, FOLLOW, TRUNCATE, WRITE), true;
    if (is(verb, "truncate-readable")) return open_place(file, FOLLOW, TRUNCATE, READ), true;
    if (is(verb, "resize")) return resize_place(file, WRITE), true;
    if (is(verb, "resize-readable")) return resize_place(file, READ), true;
    if (is(verb, "write")) return write_place(file, CREATE | TRUNCATE, WRITE, words[1]), true;
    if (is(verb, "overwrite")) return write_place(file, 0, WRITE, words[1]), true;
    if (is(verb, "create")) return write_place(file, CREATE | EXCLUSIVE, WRITE, words[1]), true;
    if (is(verb, "write-readable")) return write_place(file, 0, READ, words[1]), true;
    if (is(verb, "readlink")) {
        got target;
        readlink_at(file.in, file.path.at, file.path.length, &target);
        if (target.failed) say("%s", FILE_ERRORS[target.code]);
        else say_bytes(target.text);
        return true;
    }
    if (is(verb, "mkdir")) create_directory_at(file.in, file.path.at, file.path.length, &result);
    else if (is(verb, "rmdir")) remove_directory_at(file.in, file.path.at, file.path.length, &result);
    else if (is(verb, "unlink")) unlink_file_at(file.in, file.path.at, file.path.length, &result);
    else if (is(verb, "times")) {
        set_times_at(file.in, FOLLOW, file.path.at, file.path.length, NOW, 0, 0, NOW, 0, 0, &result);
    } else if (is(verb, "rename")) {
        place to = at(words[1]);
        rename_at(file.in, file.path.at, file.path.length, to.in, to.path.at, to.path.length, &result);
    } else if (is(verb, "link") || is(verb, "link-follow")) {
        place to = at(words[1]);
        link_at(file.in, verb.length > 4, file.path.at, file.path.length, to.in, to.path.at, to.path.length, &result);
    } else if (is(verb, "symlink")) {
        place to = at(words[1]);
        symlink_at(to.in, words[0].at, words[0].length, to.path.at, to.path.length, &result);
    } else {
        return false;
    }
    verdict(result, FILE_ERRORS);
    return true;
}

/* Sockets */

/* The parameters of an ip-socket-address: the case, then the fields of both cases on top of each other. */
typedef struct {
    int32_t at[12];
} address;

#define SPREAD(a) a.at[0], a.at[1], a.at[2], a.at[3], a.at[4], a.at[5], a.at[6], a.at[7], a.at[8], a.at[9], a.at[10], a.at[11]

static address parse(bytes host, bytes port) {
    address result = {{0, (int32_t) number(port)}};
    char text[50] = {0};
    memcpy(text, host.at, host.length < 49 ? host.length : 49);
    bool is_v6 = strchr(text, ':') != NULL;
    result.at[0] = is_v6;
    int32_t *next = &result.at[is_v6 ? 3 : 2];
    for (char *part = strtok(text, ".:"); part != NULL; part = strtok(NULL, ".:")) {
        *next++ = (int32_t) strtol(part, NULL, is_v6 ? 16 : 10);
    }
    return result;
}

static void look_up(bytes name) {
    got stream;
    resolve_addresses(instance_network(), name.at, name.length, &stream);
    if (stream.failed) {
        say("%s", SOCKET_ERRORS[stream.code]);
        return;
    }
    resolved result;
    block(subscribe_lookup(stream.handle));
    next_address(stream.handle, &result);
    say("%s", (uint8_t) result.failed ? SOCKET_ERRORS[result.found_or_code] : result.found_or_code ? "found" : "none");
}

static bool sockets(bytes verb, bytes *words) {
    done result = {0};
    got socket, streams;
    if (is(verb, "lookup")) return look_up(words[0]), true;
    address to = is(verb, "listen") ? (address) {{0}} : parse(words[0], words[1]);
    if (is(verb, "connect") || is(verb, "bind") || is(verb, "listen")) {
        create_tcp_socket(to.at[0], &socket);
        if (socket.failed) result = (done) {1, socket.code};
        else if (is(verb, "connect")) start_connect(socket.handle, instance_network(), SPREAD(to), &result);
        else start_bind(socket.handle, instance_network(), SPREAD(to), &result);
        if (!result.failed && is(verb, "listen")) finish_bind(socket.handle, &result);
        if (!result.failed && is(verb, "listen")) start_listen(socket.handle, &result);
    } else if (is(verb, "bind-udp")) {
        create_udp_socket(to.at[0], &socket);
        start_bind_udp(socket.handle, instance_network(), SPREAD(to), &result);
    } else if (is(verb, "send")) {
        address any = {{to.at[0]}};
        create_udp_socket(to.at[0], &socket);
        start_bind_udp(socket.handle, instance_network(), SPREAD(any), &result);
        if (!result.failed) finish_bind_udp(socket.handle, &result);
        if (result.failed) return verdict(result, SOCKET_ERRORS), true;
        stream_udp(socket.handle, true, SPREAD(to), &streams);
        result = (done) {streams.failed, streams.code};
    } else {
        return false;
    }
    return verdict(result, SOCKET_ERRORS), true;
}

/* HTTP */

static bytes until(bytes *rest, const char *stops) {
    bytes part = {rest->at, 0};
    while (part.length < rest->length && strchr(stops, part.at[part.length]) == NULL) part.length++;
    *rest = (bytes) {rest->at + part.length, rest->length - part.length};
    return part;
}

/* A request to a URL, which is taken apart without any look at what is in it; 0 when a setter refuses its part. */
static int32_t request_to(bytes url, int32_t headers, bytes method) {
    int32_t request = new_request(headers);
    bytes scheme = until(&url, ":");
    if (starts_with(url, "://")) url = (bytes) {url.at + 3, url.length - 3};
    bytes authority = until(&url, "/");
    int32_t kind = is(scheme, "http") ? 0 : is(scheme, "https") ? 1 : 2;
    int32_t get = is(method, "GET") ? 0 : is(method, "POST") ? 2 : is(method, "CONNECT") ? 5 : 9;
    const char *refused = set_method(request, get, method.at, method.length) ? "set-method"
        : set_scheme(request, 1, kind, scheme.at, scheme.length) ? "set-scheme"
        : set_authority(request, 1, authority.at, authority.length) ? "set-authority"
        : set_path(request, url.length > 0, url.at, url.length) ? "set-path" : NULL;
    if (refused == NULL) return request;
    say("%s", refused);
    return 0;
}

static void say_stream_error(int32_t error) {
    maybe_error why;
    http_error_code(error, &why);
    say("%s", why.some ? HTTP_ERRORS[why.error.code] : "io");
}

/* Sends a request; a handle of the response or 0. */
static int32_t exchange(int32_t request, uint32_t body_size) {
    got body, out;
    sent result;
    response answered;
    if (body_size > 0) {
        request_body(request, &body);
        write_body(body.handle, &out);
    }
    send_request(request, 0, 0, &result);
    if (result.failed) return say("%s", HTTP_ERRORS[result.error.code]), 0;
    static char some[4096];
    for (uint32_t left = body_size; left > 0; left -= left < sizeof some ? left : sizeof some) {
        written part;
        blocking_write(out.handle, some, left < sizeof some ? left : sizeof some, &part);
        if (part.failed) return part.why.kind == 0 ? say_stream_error(part.why.error) : say("closed"), 0;
    }
    block(subscribe_response(result.future));
    get_response(result.future, &answered);
    if (answered.response.failed) return say("%s", HTTP_ERRORS[answered.response.error.code]), 0;
    return answered.response.future;
}

static void say_body(int32_t response) {
    got body, in;
    consume(response, &body);
    read_body(body.handle, &in);
    for (uint64_t size = 0;;) {
        contents some;
        blocking_read(in.handle, 65536, &some);
        if (some.failed) {
            if (some.why.kind == 0) say_stream_error(some.why.error);
            else say("%llu bytes", (unsigned long long) size);
            return;
        }
        size += some.contents.length;
        free(some.contents.at);
    }
}

static bool http(bytes verb, bytes *words) {
    static const bytes GET = {"GET", 3}, POST = {"POST", 4};
    int32_t headers = new_fields(), request, answered;
    if (is(verb, "header")) {
        done result;
        append_field(headers, words[1].at, words[1].length, words[2].at, words[2].length, &result);
        static const char *const ERRORS[] = {"invalid-syntax", "forbidden", "immutable"};
        if (result.failed) return verdict(result, ERRORS), true;
    } else if (!is(verb, "get") && !is(verb, "method") && !is(verb, "follow") && !is(verb, "download")
        && !is(verb, "upload")) {
        return false;
    }
    request = request_to(words[0], headers, is(verb, "method") ? words[1] : is(verb, "upload") ? POST : GET);
    if (request == 0) return true;
    answered = exchange(request, is(verb, "upload") ? number(words[1]) : 0);
    if (answered == 0) return true;
    if (is(verb, "download")) return say_body(answered), true;
    if (is(verb, "follow")) {
        list values;
        get_field(headers_of(answered), "location", 8, &values);
        if (values.length == 0) return say("no location"), true;
        request = request_to(*(bytes *) values.at, new_fields(), GET);
        answered = request == 0 ? 0 : exchange(request, 0);
        if (answered == 0) return true;
    }
    return say("status %d", status_of(answered)), true;
}

/* The rest of the world, and what is bounded */

static bool surroundings(bytes verb, bytes *words) {
    list all;
    int32_t cwd[3];
    if (is(verb, "variable")) {
        get_environment(&all);
        bytes *pairs = all.at;
        for (size_t i = 0; i < all.length; i++) {
            if (pairs[2 * i].length == words[0].length
                && memcmp(pairs[2 * i].at, words[0].at, words[0].length) == 0) {
                return say_bytes(pairs[2 * i + 1]), true;
            }
        }
        return say("none"), true;
    }
    if (is(verb, "variables")) return get_environment(&all), say("%d", (int) all.length), true;
    if (is(verb, "arguments")) return get_arguments(&all), say("%d", (int) all.length), true;
    if (is(verb, "directories")) return get_directories(&all), say("%d", (int) all.length), true;
    if (is(verb, "directory")) return initial_cwd(cwd), say("%s", *(uint8_t *) cwd ? "some" : "none"), true;
    return false;
}

/* Calls itself so often, from -1 without end, without memory of its own, so that the stack of the engine ends first. */
static int deeper(int depth);
static int (*volatile next_call)(int) = deeper;

static int deeper(int depth) {
    return depth == 0 ? 0 : next_call(depth - 1) ^ depth;
}

static bool limits(bytes verb, bytes *words) {
    if (is(verb, "spin")) for (volatile int i = 0;; i++) {}
    if (is(verb, "recurse")) return say("%d", deeper(-1)), true;
    if (is(verb, "depth")) return deeper((int) number(words[0])), say("ok"), true;
    if (is(verb, "sleep")) return block(subscribe_duration((int64_t) number(words[0]) * 1000000)), say("ok"), true;
    if (is(verb, "handles")) {
        for (uint32_t i = 0; i < number(words[0]); i++) subscribe_duration(1);
        return say("ok"), true;
    }
    if (is(verb, "fields")) {
        for (uint32_t i = 0; i < number(words[0]); i++) new_fields();
        return say("ok"), true;
    }
    if (is(verb, "sockets")) {
        got socket = {0};
        for (uint32_t i = 0; i < number(words[0]) && !socket.failed; i++) create_tcp_socket(0, &socket);
        return say("%s", socket.failed ? SOCKET_ERRORS[socket.code] : "ok"), true;
    }
    if (is(verb, "files")) {
        int32_t handle;
        for (uint32_t i = 0; i < number(words[0]); i++) if (!opens(at(words[1]), FOLLOW, 0, READ, &handle)) return true;
        return say("ok"), true;
    }
    if (is(verb, "grow")) return say("%s", __builtin_wasm_memory_grow(0, number(words[0]) << 4) == (size_t) -1 ? "refused" : "ok"), true;
    if (is(verb, "allocate")) { /* ends as programs do that get no memory */
        if (__builtin_wasm_memory_grow(0, number(words[0]) << 4) == (size_t) -1) __builtin_trap();
        return say("ok"), true;
    }
    if (is(verb, "result")) {
        size_t size = (size_t) number(words[0]) << 20;
        answer = (bytes) {cabi_realloc(NULL, 0, 1, size), size};
        memset(answer.at, 'x', size);
        return true;
    }
    return false;
}

EXPORT("attack") bytes *attack(bytes *words, size_t count) {
    static bytes padded[20];
    for (size_t start = 0; start < count;) {
        size_t used = 0;
        memset(padded, 0, sizeof padded);
        while (start < count && !is(words[start], ";") && used < 10) padded[used++] = words[start++];
        start++;
        answer = (bytes) {0};
        bytes *rest = padded + 1;
        if (!limits(padded[0], rest) && !surroundings(padded[0], rest) && !http(padded[0], rest)
            && !sockets(padded[0], rest) && !files(padded[0], rest)) {
            say("no such attack");
        }
    }
    return &answer;
}
