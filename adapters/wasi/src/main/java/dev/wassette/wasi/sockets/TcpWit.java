package dev.wassette.wasi.sockets;

import static dev.wassette.component.host.WitTypes.borrow;
import static dev.wassette.component.host.WitTypes.enumeration;
import static dev.wassette.component.host.WitTypes.own;
import static dev.wassette.component.host.WitTypes.result;
import static dev.wassette.component.host.WitTypes.resultError;
import static dev.wassette.component.host.WitTypes.tuple;
import static dev.wassette.domain.wit.WitType.Primitive.BOOL;
import static dev.wassette.domain.wit.WitType.Primitive.U32;
import static dev.wassette.domain.wit.WitType.Primitive.U64;
import static dev.wassette.domain.wit.WitType.Primitive.U8;
import static dev.wassette.wasi.sockets.NetworkWit.ERROR_CODE;
import static dev.wassette.wasi.sockets.NetworkWit.IP_ADDRESS_FAMILY;
import static dev.wassette.wasi.sockets.NetworkWit.IP_SOCKET_ADDRESS;
import static dev.wassette.wasi.sockets.NetworkWit.NETWORK;

import dev.wassette.component.host.HostInterface;
import dev.wassette.domain.wit.ResourceType;
import dev.wassette.domain.wit.WitType;
import dev.wassette.wasi.io.HostResource;
import dev.wassette.wasi.io.PollWit;
import dev.wassette.wasi.io.StreamsWit;
import dev.wassette.wasi.io.Wasi02;

/// `wasi:sockets/tcp`.
final class TcpWit {
    private TcpWit() {}

    static final ResourceType.Host TCP_SOCKET = new ResourceType.Host("wasi:sockets/tcp", "tcp-socket");
    private static final WitType DONE = resultError(ERROR_CODE);
    private static final WitType DURATION = U64;
    private static final WitType IN = own(StreamsWit.INPUT_STREAM);
    private static final WitType OUT = own(StreamsWit.OUTPUT_STREAM);
    private static final WitType SHUTDOWN_TYPE = enumeration("receive", "send", "both");

    static HostInterface declare() {
        HostInterface.Builder tcp = Wasi02.wasi02("wasi:sockets/tcp").resource("tcp-socket", HostResource::drop);
        declareConnection(tcp);
        declareOption(tcp, "keep-alive-enabled", BOOL);
        declareOption(tcp, "keep-alive-idle-time", DURATION);
        declareOption(tcp, "keep-alive-interval", DURATION);
        declareOption(tcp, "keep-alive-count", U32);
        declareOption(tcp, "hop-limit", U8);
        declareOption(tcp, "receive-buffer-size", U64);
        declareOption(tcp, "send-buffer-size", U64);
        return tcp.build();
    }

    private static void declareConnection(HostInterface.Builder tcp) {
        tcp.method(TCP_SOCKET, "start-bind").param("network", borrow(NETWORK))
                .param("local-address", IP_SOCKET_ADDRESS).returns(DONE).body(Sockets::never)
                .method(TCP_SOCKET, "finish-bind").returns(DONE).body(Sockets::never)
                .method(TCP_SOCKET, "start-connect").param("network", borrow(NETWORK))
                .param("remote-address", IP_SOCKET_ADDRESS).returns(DONE).body(Sockets::never)
                .method(TCP_SOCKET, "finish-connect").returns(result(tuple(IN, OUT), ERROR_CODE)).body(Sockets::never)
                .method(TCP_SOCKET, "start-listen").returns(DONE).body(Sockets::never)
                .method(TCP_SOCKET, "finish-listen").returns(DONE).body(Sockets::never)
                .method(TCP_SOCKET, "accept").returns(result(tuple(own(TCP_SOCKET), IN, OUT), ERROR_CODE))
                .body(Sockets::never)
                .method(TCP_SOCKET, "local-address").returns(result(IP_SOCKET_ADDRESS, ERROR_CODE))
                .body(Sockets::never)
                .method(TCP_SOCKET, "remote-address").returns(result(IP_SOCKET_ADDRESS, ERROR_CODE))
                .body(Sockets::never)
                .method(TCP_SOCKET, "is-listening").returns(BOOL).body(Sockets::never)
                .method(TCP_SOCKET, "address-family").returns(IP_ADDRESS_FAMILY).body(Sockets::never)
                .method(TCP_SOCKET, "set-listen-backlog-size").param("value", U64).returns(DONE).body(Sockets::never)
                .method(TCP_SOCKET, "subscribe").returns(own(PollWit.POLLABLE)).body(Sockets::never)
                .method(TCP_SOCKET, "shutdown").param("shutdown-type", SHUTDOWN_TYPE).returns(DONE)
                .body(Sockets::never);
    }

    private static void declareOption(HostInterface.Builder tcp, String option, WitType type) {
        tcp.method(TCP_SOCKET, option).returns(result(type, ERROR_CODE)).body(Sockets::never)
                .method(TCP_SOCKET, "set-" + option).param("value", type).returns(DONE).body(Sockets::never);
    }
}
