#include "guest.h"

#include <stdbool.h>

#define POLL "wasi:io/poll@0.2.12"
#define STREAMS "wasi:io/streams@0.2.12"
#define LOOKUP "wasi:sockets/ip-name-lookup@0.2.12"
#define TCP "wasi:sockets/tcp@0.2.12"
#define UDP "wasi:sockets/udp@0.2.12"

enum { IPV4 = 0, SEND = 1 };

/* result<_, error-code> */
typedef struct {
    uint8_t failed, code;
} done;

/* result<own<..>, error-code> */
typedef struct {
    uint8_t failed;
    union {
        int32_t handle;
        uint8_t code;
    };
} opened;

/* result<tuple<own<..>, own<..>>, error-code> */
typedef struct {
    uint8_t failed;
    union {
        struct {
            int32_t in, out;
        };
        uint8_t code;
    };
} pair;

/* result<u64, error-code> */
typedef struct {
    uint8_t failed;
    union {
        uint64_t count;
        uint8_t code;
    };
} counted;

/* result<_, stream-error> */
typedef struct {
    uint8_t failed;
    struct {
        uint8_t kind;
        int32_t error;
    } why;
} written;

/* result<list<u8>, stream-error>; kind 0 is last-operation-failed, 1 is closed */
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

/* ip-socket-address in memory */
typedef struct {
    uint8_t family;
    union {
        struct {
            uint16_t port;
            uint8_t address[4];
        } v4;
        struct {
            uint16_t port;
            uint32_t flow_info;
            uint16_t address[8];
            uint32_t scope;
        } v6;
    };
} socket_address;

typedef struct {
    bytes data;
    socket_address from;
} incoming;

typedef struct {
    bytes data;
    uint8_t has_address;
    socket_address to;
} outgoing;

/* result<list<incoming-datagram>, error-code> */
typedef struct {
    uint8_t failed;
    union {
        struct {
            incoming *at;
            size_t length;
        };
        uint8_t code;
    };
} received;

/* result<option<ip-address>, error-code> */
typedef struct {
    uint8_t failed;
    union {
        struct {
            uint8_t found;
            struct {
                uint8_t family;
                union {
                    uint8_t v4[4];
                    uint16_t v6[8];
                };
            } address;
        };
        uint8_t code;
    };
} resolved;

/* An ip-socket-address as a parameter: the case, then the fields of both cases on top of each other. */
#define ADDRESS int32_t family, int32_t port, int32_t a, int32_t b, int32_t c, int32_t d, int32_t e, int32_t f, \
    int32_t g, int32_t h, int32_t i, int32_t j
#define LOOPBACK(port) IPV4, port, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0
#define ANYWHERE IPV4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0

IMPORT("wasi:sockets/instance-network@0.2.12", "instance-network") int32_t instance_network(void);
IMPORT("wasi:sockets/tcp-create-socket@0.2.12", "create-tcp-socket") void create_tcp_socket(int32_t family, opened *result);
IMPORT("wasi:sockets/udp-create-socket@0.2.12", "create-udp-socket") void create_udp_socket(int32_t family, opened *result);
IMPORT("wasi:sockets/network@0.2.12", "network-error-code") void network_error_code(int32_t error, uint8_t *option);
IMPORT(LOOKUP, "resolve-addresses") void resolve_addresses(int32_t network, const char *at, size_t length, opened *result);
IMPORT(LOOKUP, "[method]resolve-address-stream.resolve-next-address") void next_address(int32_t stream, resolved *result);
IMPORT(LOOKUP, "[method]resolve-address-stream.subscribe") int32_t subscribe_lookup(int32_t stream);
IMPORT(TCP, "[method]tcp-socket.start-bind") void start_bind(int32_t socket, int32_t network, ADDRESS, done *result);
IMPORT(TCP, "[method]tcp-socket.finish-bind") void finish_bind(int32_t socket, done *result);
IMPORT(TCP, "[method]tcp-socket.start-listen") void start_listen(int32_t socket, done *result);
IMPORT(TCP, "[method]tcp-socket.start-connect") void start_connect(int32_t socket, int32_t network, ADDRESS, done *result);
IMPORT(TCP, "[method]tcp-socket.finish-connect") void finish_connect(int32_t socket, pair *result);
IMPORT(TCP, "[method]tcp-socket.subscribe") int32_t subscribe_tcp(int32_t socket);
IMPORT(TCP, "[method]tcp-socket.shutdown") void shut_down(int32_t socket, int32_t type, done *result);
IMPORT(UDP, "[method]udp-socket.start-bind") void start_bind_udp(int32_t socket, int32_t network, ADDRESS, done *result);
IMPORT(UDP, "[method]udp-socket.finish-bind") void finish_bind_udp(int32_t socket, done *result);
IMPORT(UDP, "[method]udp-socket.stream") void stream_udp(int32_t socket, int32_t some, ADDRESS, pair *result);
IMPORT(UDP, "[method]outgoing-datagram-stream.check-send") void check_send(int32_t out, counted *result);
IMPORT(UDP, "[method]outgoing-datagram-stream.send")
void send_datagrams(int32_t out, const outgoing *at, size_t length, counted *result);
IMPORT(UDP, "[method]incoming-datagram-stream.receive") void receive(int32_t in, uint64_t max, received *result);
IMPORT(UDP, "[method]incoming-datagram-stream.subscribe") int32_t subscribe_incoming(int32_t in);
IMPORT(POLL, "[method]pollable.block") void block(int32_t pollable);
IMPORT(STREAMS, "[method]output-stream.blocking-write-and-flush")
void blocking_write_and_flush(int32_t out, const char *at, size_t length, written *result);
IMPORT(STREAMS, "[method]input-stream.blocking-read") void blocking_read(int32_t in, uint64_t length, contents *result);

static bytes *error(uint8_t code) {
    say("error %d", code);
    return &answer;
}

/* The code behind the error of a stream. */
static bytes *stream_error(int32_t failure) {
    uint8_t option[2];
    network_error_code(failure, option);
    return error(option[0] ? option[1] : 0);
}

/* A connection; when there is none, says why. */
static bool connect_tcp(uint16_t port, int32_t *socket, pair *streams) {
    opened tcp;
    done result;
    create_tcp_socket(IPV4, &tcp);
    if (tcp.failed) return error(tcp.code), false;
    start_connect(tcp.handle, instance_network(), LOOPBACK(port), &result);
    if (result.failed) return error(result.code), false;
    block(subscribe_tcp(tcp.handle));
    finish_connect(tcp.handle, streams);
    if (streams->failed) return error(streams->code), false;
    *socket = tcp.handle;
    return true;
}

EXPORT("converse") bytes *converse(uint16_t port, const char *text, size_t length) {
    int32_t socket;
    pair streams;
    if (!connect_tcp(port, &socket, &streams)) return &answer;
    written sent;
    blocking_write_and_flush(streams.out, text, length, &sent);
    if (sent.failed) return stream_error(sent.why.error);
    done result;
    shut_down(socket, SEND, &result);
    if (result.failed) return error(result.code);
    for (;;) {
        contents read;
        blocking_read(streams.in, 65536, &read);
        if (read.failed) return read.why.kind == 1 ? &answer : stream_error(read.why.error);
        say("%.*s", (int) read.contents.length, read.contents.at);
    }
}

EXPORT("exchange") bytes *exchange(uint16_t port, char *text, size_t length) {
    opened udp;
    done result;
    create_udp_socket(IPV4, &udp);
    if (udp.failed) return error(udp.code);
    start_bind_udp(udp.handle, instance_network(), ANYWHERE, &result);
    if (result.failed) return error(result.code);
    finish_bind_udp(udp.handle, &result);
    if (result.failed) return error(result.code);
    pair streams;
    stream_udp(udp.handle, true, LOOPBACK(port), &streams);
    if (streams.failed) return error(streams.code);
    counted count;
    check_send(streams.out, &count);
    if (count.failed || count.count == 0) abort();
    outgoing datagram = {.data = {text, length}};
    send_datagrams(streams.out, &datagram, 1, &count);
    if (count.failed) return error(count.code);
    block(subscribe_incoming(streams.in));
    received answers;
    receive(streams.in, 1, &answers);
    if (answers.failed) return error(answers.code);
    say("%.*s from %d", (int) answers.at->data.length, answers.at->data.at, answers.at->from.v4.port);
    return &answer;
}

EXPORT("look-up") bytes *look_up(const char *name, size_t length) {
    opened stream;
    resolve_addresses(instance_network(), name, length, &stream);
    if (stream.failed) return error(stream.code);
    block(subscribe_lookup(stream.handle));
    for (;;) {
        resolved next;
        next_address(stream.handle, &next);
        if (next.failed) return error(next.code);
        if (!next.found) {
            say("none");
            return &answer;
        }
        if (next.address.family == IPV4) {
            uint8_t *at = next.address.v4;
            say("%d.%d.%d.%d", at[0], at[1], at[2], at[3]);
            return &answer;
        }
    }
}

EXPORT("wait") bytes *wait_for_byte(uint16_t port) {
    int32_t socket;
    pair streams;
    if (!connect_tcp(port, &socket, &streams)) return &answer;
    contents read;
    blocking_read(streams.in, 1, &read);
    say("%s", read.failed ? "failed" : "a byte");
    return &answer;
}

EXPORT("break-off") void break_off(uint16_t port) {
    int32_t socket;
    pair streams;
    if (!connect_tcp(port, &socket, &streams)) return;
    opened stream;
    resolve_addresses(instance_network(), "localhost", 9, &stream);
    abort();
}

EXPORT("listen") bytes *listen_tcp(void) {
    opened tcp;
    done result;
    create_tcp_socket(IPV4, &tcp);
    start_bind(tcp.handle, instance_network(), ANYWHERE, &result);
    if (result.failed) return error(result.code);
    finish_bind(tcp.handle, &result);
    if (result.failed) return error(result.code);
    start_listen(tcp.handle, &result);
    return result.failed ? error(result.code) : &answer;
}
