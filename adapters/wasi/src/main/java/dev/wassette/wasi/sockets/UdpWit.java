package dev.wassette.wasi.sockets;

import static dev.wassette.component.host.WitTypes.borrow;
import static dev.wassette.component.host.WitTypes.field;
import static dev.wassette.component.host.WitTypes.list;
import static dev.wassette.component.host.WitTypes.option;
import static dev.wassette.component.host.WitTypes.own;
import static dev.wassette.component.host.WitTypes.record;
import static dev.wassette.component.host.WitTypes.result;
import static dev.wassette.component.host.WitTypes.resultError;
import static dev.wassette.component.host.WitTypes.tuple;
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
import dev.wassette.wasi.gate.NetworkFailure;
import dev.wassette.wasi.gate.SocketSetting;
import dev.wassette.wasi.io.HostResource;
import dev.wassette.wasi.io.PollWit;
import dev.wassette.wasi.io.Pollable;
import dev.wassette.wasi.io.Wasi02;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// `wasi:sockets/udp`.
final class UdpWit {
    private UdpWit() {}

    private static final String NAME = "wasi:sockets/udp";
    static final ResourceType.Host UDP_SOCKET = new ResourceType.Host(NAME, "udp-socket");
    static final ResourceType.Host INCOMING = new ResourceType.Host(NAME, "incoming-datagram-stream");
    static final ResourceType.Host OUTGOING = new ResourceType.Host(NAME, "outgoing-datagram-stream");
    private static final WitType DONE = resultError(ERROR_CODE);
    private static final WitType INCOMING_DATAGRAM =
            record(field("data", list(U8)), field("remote-address", IP_SOCKET_ADDRESS));
    private static final WitType OUTGOING_DATAGRAM =
            record(field("data", list(U8)), field("remote-address", option(IP_SOCKET_ADDRESS)));

    /// What a method does with its socket.
    private interface Action {
        void on(UdpSocket socket) throws NetworkFailure;
    }

    /// What a method asks its socket.
    private interface Question {
        WitValue ask(UdpSocket socket) throws NetworkFailure;
    }

    static HostInterface declare() {
        HostInterface.Builder udp = Wasi02.wasi02(NAME).resource("udp-socket", HostResource::drop)
                .resource("incoming-datagram-stream", HostResource::drop)
                .resource("outgoing-datagram-stream", HostResource::drop);
        declareSocket(udp);
        declareState(udp);
        declareHopLimit(udp);
        declareNumber(udp, "receive-buffer-size", () -> SocketSetting.RECEIVE_BUFFER_SIZE);
        declareNumber(udp, "send-buffer-size", () -> SocketSetting.SEND_BUFFER_SIZE);
        declareIncoming(udp);
        declareOutgoing(udp);
        return udp.build();
    }

    private static void declareSocket(HostInterface.Builder udp) {
        udp.method(UDP_SOCKET, "start-bind").param("network", borrow(NETWORK))
                .param("local-address", IP_SOCKET_ADDRESS).returns(DONE)
                .body(call -> act(call, socket ->
                        socket.startBind(Addresses.endpoint(call.arguments().get(2), socket.v6()))))
                .method(UDP_SOCKET, "finish-bind").returns(DONE).body(call -> act(call, UdpSocket::finishBind))
                .method(UDP_SOCKET, "stream").param("remote-address", option(IP_SOCKET_ADDRESS))
                .returns(result(tuple(own(INCOMING), own(OUTGOING)), ERROR_CODE))
                .body(call -> answer(call, socket -> {
                    UdpSocket.Streams streams =
                            socket.stream(Sockets.gate(call), endpoint(call.arguments().get(1), socket));
                    return new WitValue.Tuple(List.of(streams.incoming().handle(), streams.outgoing().handle()));
                }))
                .method(UDP_SOCKET, "subscribe").returns(own(PollWit.POLLABLE))
                .body(call -> new Pollable(socket(call), () -> 0).handle()); // nothing of the socket itself waits
    }

    private static Optional<Endpoint> endpoint(WitValue option, UdpSocket socket) throws NetworkFailure {
        Optional<WitValue> address = ((WitValue.Option) option).some();
        return address.isPresent() ? Optional.of(Addresses.endpoint(address.get(), socket.v6())) : Optional.empty();
    }

    private static void declareState(HostInterface.Builder udp) {
        udp.method(UDP_SOCKET, "local-address").returns(result(IP_SOCKET_ADDRESS, ERROR_CODE))
                .body(call -> answer(call, socket -> Addresses.value(socket.localAddress())))
                .method(UDP_SOCKET, "remote-address").returns(result(IP_SOCKET_ADDRESS, ERROR_CODE))
                .body(call -> answer(call, socket -> Addresses.value(socket.remoteAddress())))
                .method(UDP_SOCKET, "address-family").returns(IP_ADDRESS_FAMILY)
                .body(call -> Addresses.family(socket(call).v6()));
    }

    /// The JDK can neither read nor set the hop limit of a socket.
    private static void declareHopLimit(HostInterface.Builder udp) {
        udp.method(UDP_SOCKET, "unicast-hop-limit").returns(result(U8, ERROR_CODE))
                .body(call -> NetworkWit.outcome(NetworkWit::unsupported))
                .method(UDP_SOCKET, "set-unicast-hop-limit").param("value", U8).returns(DONE)
                .body(call -> NetworkWit.outcome(() -> NetworkWit.unsupported(call.u8(1))));
    }

    /// @param setting made when it is used first: it loads native code, which a start has no time for
    private static void declareNumber(HostInterface.Builder udp, String name, Supplier<SocketSetting> setting) {
        udp.method(UDP_SOCKET, name).returns(result(U64, ERROR_CODE))
                .body(call -> answer(call, socket -> new WitValue.U64(socket.port().get(setting.get()))))
                .method(UDP_SOCKET, "set-" + name).param("value", U64).returns(DONE)
                .body(call -> act(call, socket -> socket.port().set(setting.get(), call.u64(1))));
    }

    private static void declareIncoming(HostInterface.Builder udp) {
        udp.method(INCOMING, "receive").param("max-results", U64)
                .returns(result(list(INCOMING_DATAGRAM), ERROR_CODE))
                .body(call -> NetworkWit.outcome(() -> {
                    var received = call.resource(0, IncomingDatagrams.class).receive(call.u64(1));
                    return Optional.of(new WitValue.ListOf(received.stream().<WitValue>map(each ->
                            new WitValue.Record(List.of(new WitValue.Bytes(each.data()), Addresses.value(each.from()))))
                            .toList()));
                }))
                .method(INCOMING, "subscribe").returns(own(PollWit.POLLABLE)).body(call -> {
                    var stream = call.resource(0, IncomingDatagrams.class);
                    return new Pollable(stream, stream).handle();
                });
    }

    private static void declareOutgoing(HostInterface.Builder udp) {
        udp.method(OUTGOING, "check-send").returns(result(U64, ERROR_CODE))
                .body(call -> WitValue.Result.ok(
                        new WitValue.U64(call.resource(0, OutgoingDatagrams.class).checkSend())))
                .method(OUTGOING, "send").param("datagrams", list(OUTGOING_DATAGRAM)).returns(result(U64, ERROR_CODE))
                .body(call -> NetworkWit.outcome(() -> Optional.of(new WitValue.U64(
                        call.resource(0, OutgoingDatagrams.class).send(Sockets.gate(call), call.list(1))))))
                .method(OUTGOING, "subscribe").returns(own(PollWit.POLLABLE)).body(call -> {
                    var stream = call.resource(0, OutgoingDatagrams.class);
                    return new Pollable(stream, stream).handle();
                });
    }

    private static UdpSocket socket(HostCall call) {
        return call.resource(0, UdpSocket.class);
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
