package dev.wassette.wasi.sockets;

import static dev.wassette.component.host.WitTypes.borrow;
import static dev.wassette.component.host.WitTypes.option;
import static dev.wassette.component.host.WitTypes.own;
import static dev.wassette.component.host.WitTypes.result;
import static dev.wassette.domain.wit.WitType.Primitive.STRING;
import static dev.wassette.wasi.sockets.NetworkWit.ERROR_CODE;
import static dev.wassette.wasi.sockets.NetworkWit.IP_ADDRESS;
import static dev.wassette.wasi.sockets.NetworkWit.IP_ADDRESS_FAMILY;
import static dev.wassette.wasi.sockets.NetworkWit.NETWORK;

import dev.wassette.component.host.Denials;
import dev.wassette.component.host.HostCall;
import dev.wassette.component.host.HostContext;
import dev.wassette.component.host.HostInterface;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.wit.ResourceType;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.gate.HostNames;
import dev.wassette.wasi.gate.NetworkFailure;
import dev.wassette.wasi.gate.NetworkGate;
import dev.wassette.wasi.io.HostResource;
import dev.wassette.wasi.io.HostResources;
import dev.wassette.wasi.io.IoFailure;
import dev.wassette.wasi.io.LookUps;
import dev.wassette.wasi.io.PollWit;
import dev.wassette.wasi.io.Pollable;
import dev.wassette.wasi.io.StreamError;
import dev.wassette.wasi.io.Waiting;
import dev.wassette.wasi.io.Wasi02;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The package `wasi:sockets`: TCP connections, UDP and look-ups as far as the grant allows; nothing listens.
public final class Sockets {
    private Sockets() {}

    static final ResourceType.Host RESOLVE_ADDRESS_STREAM =
            new ResourceType.Host("wasi:sockets/ip-name-lookup", "resolve-address-stream");

    public static List<HostInterface> interfaces() {
        return List.of(NetworkWit.declare(), instanceNetwork(), ipNameLookup(), TcpWit.declare(), UdpWit.declare(),
                createTcpSocket(), createUdpSocket());
    }

    /// {@return the context with what one instance needs of this package}
    ///
    /// @param context has the parts of [dev.wassette.wasi.io.Io], [Denials] and [LookUps]
    public static HostContext open(HostContext context, Grant grant, HostNames names) {
        return context.with(NetworkGate.class, new NetworkGate(
                grant, context.get(Denials.class), context.get(Waiting.class), names, context.get(LookUps.class)));
    }

    static NetworkGate gate(HostCall call) {
        return call.part(NetworkGate.class);
    }

    /// {@return the error of a stream whose code `network-error-code` tells}
    static StreamError streamError(NetworkFailure failure) {
        String message = failure.error().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return StreamError.failed(new IoFailure(message, Optional.of(failure.error())));
    }

    private static HostInterface instanceNetwork() {
        return Wasi02.wasi02("wasi:sockets/instance-network")
                .func("instance-network").returns(own(NETWORK))
                .body(call -> new Network(call.part(HostResources.class)).handle())
                .build();
    }

    private static HostInterface createTcpSocket() {
        return Wasi02.wasi02("wasi:sockets/tcp-create-socket")
                .func("create-tcp-socket").param("address-family", IP_ADDRESS_FAMILY)
                .returns(result(own(TcpWit.TCP_SOCKET), ERROR_CODE))
                .body(call -> NetworkWit.outcome(() -> {
                    boolean v6 = Addresses.isV6(call.arguments().getFirst());
                    var connection = gate(call).openTcp(v6);
                    return Optional.of(new TcpSocket(call.part(HostResources.class), connection, v6).handle());
                }))
                .build();
    }

    private static HostInterface createUdpSocket() {
        return Wasi02.wasi02("wasi:sockets/udp-create-socket")
                .func("create-udp-socket").param("address-family", IP_ADDRESS_FAMILY)
                .returns(result(own(UdpWit.UDP_SOCKET), ERROR_CODE))
                .body(call -> NetworkWit.outcome(() -> {
                    boolean v6 = Addresses.isV6(call.arguments().getFirst());
                    var port = gate(call).openUdp(v6);
                    return Optional.of(new UdpSocket(call.part(HostResources.class), port, v6).handle());
                }))
                .build();
    }

    private static HostInterface ipNameLookup() {
        return Wasi02.wasi02("wasi:sockets/ip-name-lookup")
                .resource("resolve-address-stream", HostResource::drop)
                .func("resolve-addresses").param("network", borrow(NETWORK)).param("name", STRING)
                .returns(result(own(RESOLVE_ADDRESS_STREAM), ERROR_CODE))
                .body(call -> NetworkWit.outcome(() -> {
                    var lookup = gate(call).lookUp(call.string(1));
                    return Optional.of(new ResolveAddressStream(call.part(HostResources.class), lookup).handle());
                }))
                .method(RESOLVE_ADDRESS_STREAM, "resolve-next-address").returns(result(option(IP_ADDRESS), ERROR_CODE))
                .body(call -> NetworkWit.outcome(() -> {
                    var next = call.resource(0, ResolveAddressStream.class).next();
                    return Optional.of(new WitValue.Option(next.map(Addresses::value)));
                }))
                .method(RESOLVE_ADDRESS_STREAM, "subscribe").returns(own(PollWit.POLLABLE))
                .body(call -> {
                    var stream = call.resource(0, ResolveAddressStream.class);
                    return new Pollable(stream, stream).handle();
                })
                .build();
    }
}
