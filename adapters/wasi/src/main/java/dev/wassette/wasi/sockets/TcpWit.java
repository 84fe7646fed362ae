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

import dev.wassette.component.host.HostCall;
import dev.wassette.component.host.HostInterface;
import dev.wassette.domain.wit.ResourceType;
import dev.wassette.domain.wit.WitType;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.gate.Endpoint;
import dev.wassette.wasi.gate.NetworkError;
import dev.wassette.wasi.gate.NetworkFailure;
import dev.wassette.wasi.gate.SocketSetting;
import dev.wassette.wasi.io.HostResource;
import dev.wassette.wasi.io.PollWit;
import dev.wassette.wasi.io.Pollable;
import dev.wassette.wasi.io.StreamsWit;
import dev.wassette.wasi.io.Wasi02;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// `wasi:sockets/tcp`.
final class TcpWit {
    private TcpWit() {}

    static final ResourceType.Host TCP_SOCKET = new ResourceType.Host("wasi:sockets/tcp", "tcp-socket");
    private static final WitType DONE = resultError(ERROR_CODE);
    private static final WitType IN = own(StreamsWit.INPUT_STREAM);
    private static final WitType OUT = own(StreamsWit.OUTPUT_STREAM);
    private static final WitType SHUTDOWN_TYPE = enumeration("receive", "send", "both");
    private static final int RECEIVE = 0;
    private static final int SEND = 1;

    /// What a method does with its socket.
    private interface Action {
        void on(TcpSocket socket) throws NetworkFailure;
    }

    /// What a method asks its socket.
    private interface Question {
        WitValue ask(TcpSocket socket) throws NetworkFailure;
    }

    static HostInterface declare() {
        HostInterface.Builder tcp = Wasi02.wasi02("wasi:sockets/tcp").resource("tcp-socket", HostResource::drop);
        declareConnecting(tcp);
        declareListening(tcp);
        declareState(tcp);
        declareKeepAlive(tcp);
        declareHopLimit(tcp);
        declareNumber(tcp, "keep-alive-idle-time", () -> SocketSetting.KEEP_ALIVE_IDLE_TIME);
        declareNumber(tcp, "keep-alive-interval", () -> SocketSetting.KEEP_ALIVE_INTERVAL);
        declareNumber(tcp, "receive-buffer-size", () -> SocketSetting.RECEIVE_BUFFER_SIZE);
        declareNumber(tcp, "send-buffer-size", () -> SocketSetting.SEND_BUFFER_SIZE);
        return tcp.build();
    }

    private static void declareConnecting(HostInterface.Builder tcp) {
        tcp.method(TCP_SOCKET, "start-bind").param("network", borrow(NETWORK))
                .param("local-address", IP_SOCKET_ADDRESS).returns(DONE)
                .body(call -> act(call, socket -> socket.startBind(endpoint(call, socket))))
                .method(TCP_SOCKET, "finish-bind").returns(DONE).body(call -> act(call, TcpSocket::finishBind))
                .method(TCP_SOCKET, "start-connect").param("network", borrow(NETWORK))
                .param("remote-address", IP_SOCKET_ADDRESS).returns(DONE)
                .body(call -> act(call, socket -> socket.startConnect(Sockets.gate(call), endpoint(call, socket))))
                .method(TCP_SOCKET, "finish-connect").returns(result(tuple(IN, OUT), ERROR_CODE))
                .body(call -> answer(call, socket -> {
                    TcpSocket.Streams streams = socket.finishConnect();
                    return new WitValue.Tuple(List.of(streams.input().handle(), streams.output().handle()));
                }));
    }

    private static Endpoint endpoint(HostCall call, TcpSocket socket) throws NetworkFailure {
        return Addresses.endpoint(call.arguments().get(2), socket.v6());
    }

    private static void declareListening(HostInterface.Builder tcp) {
        tcp.method(TCP_SOCKET, "start-listen").returns(DONE).body(call -> act(call, TcpSocket::startListen))
                .method(TCP_SOCKET, "finish-listen").returns(DONE)
                .body(call -> NetworkWit.outcome(() -> fail(NetworkError.NOT_IN_PROGRESS)))
                .method(TCP_SOCKET, "accept").returns(result(tuple(own(TCP_SOCKET), IN, OUT), ERROR_CODE))
                .body(call -> NetworkWit.outcome(() -> fail(NetworkError.INVALID_STATE)))
                .method(TCP_SOCKET, "is-listening").returns(BOOL).body(call -> new WitValue.Bool(false))
                .method(TCP_SOCKET, "set-listen-backlog-size").param("value", U64).returns(DONE)
                .body(call -> act(call, socket -> socket.setListenBacklogSize(call.u64(1))));
    }

    private static Optional<WitValue> fail(NetworkError error) throws NetworkFailure {
        throw new NetworkFailure(error);
    }

    private static void declareState(HostInterface.Builder tcp) {
        tcp.method(TCP_SOCKET, "local-address").returns(result(IP_SOCKET_ADDRESS, ERROR_CODE))
                .body(call -> answer(call, socket -> Addresses.value(socket.localAddress())))
                .method(TCP_SOCKET, "remote-address").returns(result(IP_SOCKET_ADDRESS, ERROR_CODE))
                .body(call -> answer(call, socket -> Addresses.value(socket.remoteAddress())))
                .method(TCP_SOCKET, "address-family").returns(IP_ADDRESS_FAMILY)
                .body(call -> Addresses.family(socket(call).v6()))
                .method(TCP_SOCKET, "subscribe").returns(own(PollWit.POLLABLE))
                .body(call -> new Pollable(socket(call), socket(call)).handle())
                .method(TCP_SOCKET, "shutdown").param("shutdown-type", SHUTDOWN_TYPE).returns(DONE)
                .body(call -> {
                    int how = ((WitValue.Enum) call.arguments().get(1)).index();
                    return act(call, socket -> socket.shutdown(how != SEND, how != RECEIVE));
                });
    }

    private static void declareKeepAlive(HostInterface.Builder tcp) {
        tcp.method(TCP_SOCKET, "keep-alive-enabled").returns(result(BOOL, ERROR_CODE))
                .body(call -> answer(call, socket -> new WitValue.Bool(socket.configurable().keepsAlive())))
                .method(TCP_SOCKET, "set-keep-alive-enabled").param("value", BOOL).returns(DONE)
                .body(call -> {
                    boolean enabled = ((WitValue.Bool) call.arguments().get(1)).value();
                    return act(call, socket -> socket.configurable().setKeepsAlive(enabled));
                })
                .method(TCP_SOCKET, "keep-alive-count").returns(result(U32, ERROR_CODE))
                .body(call -> answer(call,
                        socket -> new WitValue.U32(socket.configurable().get(SocketSetting.KEEP_ALIVE_COUNT))))
                .method(TCP_SOCKET, "set-keep-alive-count").param("value", U32).returns(DONE)
                .body(call -> {
                    long count = ((WitValue.U32) call.arguments().get(1)).value();
                    return act(call, socket -> socket.configurable().set(SocketSetting.KEEP_ALIVE_COUNT, count));
                });
    }

    /// The JDK can neither read nor set the hop limit of a connection.
    private static void declareHopLimit(HostInterface.Builder tcp) {
        tcp.method(TCP_SOCKET, "hop-limit").returns(result(U8, ERROR_CODE))
                .body(call -> NetworkWit.outcome(NetworkWit::unsupported))
                .method(TCP_SOCKET, "set-hop-limit").param("value", U8).returns(DONE)
                .body(call -> NetworkWit.outcome(() -> NetworkWit.unsupported(call.u8(1))));
    }

    /// @param setting made when it is used first: it loads native code, which a start has no time for
    private static void declareNumber(HostInterface.Builder tcp, String name, Supplier<SocketSetting> setting) {
        tcp.method(TCP_SOCKET, name).returns(result(U64, ERROR_CODE))
                .body(call -> answer(call, socket -> new WitValue.U64(socket.configurable().get(setting.get()))))
                .method(TCP_SOCKET, "set-" + name).param("value", U64).returns(DONE)
                .body(call -> act(call, socket -> socket.configurable().set(setting.get(), call.u64(1))));
    }

    private static TcpSocket socket(HostCall call) {
        return call.resource(0, TcpSocket.class);
    }

    private static WitValue act(HostCall call, Action action) {
        return NetworkWit.outcome(() -> {
            action.on(socket(call));
            return Optional.empty();
        });
    }

    private static WitValue answer(HostCall call, Question question) {
        return NetworkWit.outcome(() -> Optional.of(question.ask(socket(call))));
    }
}
