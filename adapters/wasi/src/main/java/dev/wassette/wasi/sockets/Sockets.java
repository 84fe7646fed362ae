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

import dev.wassette.component.host.Denial;
import dev.wassette.component.host.Denials;
import dev.wassette.component.host.HostCall;
import dev.wassette.component.host.HostInterface;
import dev.wassette.domain.wit.ResourceType;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.io.HostResource;
import dev.wassette.wasi.io.HostResources;
import dev.wassette.wasi.io.PollWit;
import dev.wassette.wasi.io.Wasi02;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The package `wasi:sockets`, for components whose language runtime imports it: no socket is created and no name is
/// looked up. As a guest can call a method only with a handle, no method of a socket is ever called.
public final class Sockets {
    private Sockets() {}

    private static final ResourceType.Host RESOLVE_ADDRESS_STREAM =
            new ResourceType.Host("wasi:sockets/ip-name-lookup", "resolve-address-stream");
    /// A name that DNS can have: nothing else is shown to the user.
    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9._:-]{1,253}");

    public static List<HostInterface> interfaces() {
        return List.of(NetworkWit.declare(), instanceNetwork(), ipNameLookup(), TcpWit.declare(), UdpWit.declare(),
                createSocket("tcp", TcpWit.TCP_SOCKET), createSocket("udp", UdpWit.UDP_SOCKET));
    }

    /// The body of every method of a resource that no guest has.
    static WitValue never(HostCall call) {
        throw new IllegalStateException("a guest called a method of a socket, and there are no sockets");
    }

    private static HostInterface instanceNetwork() {
        return Wasi02.wasi02("wasi:sockets/instance-network")
                .func("instance-network").returns(own(NETWORK))
                .body(call -> new Network(call.part(HostResources.class)).handle())
                .build();
    }

    private static HostInterface createSocket(String protocol, ResourceType.Host socket) {
        return Wasi02.wasi02("wasi:sockets/" + protocol + "-create-socket")
                .func("create-" + protocol + "-socket").param("address-family", IP_ADDRESS_FAMILY)
                .returns(result(own(socket), ERROR_CODE))
                .body(call -> NetworkWit.error("access-denied"))
                .build();
    }

    private static HostInterface ipNameLookup() {
        return Wasi02.wasi02("wasi:sockets/ip-name-lookup")
                .resource("resolve-address-stream", HostResource::drop)
                .func("resolve-addresses").param("network", borrow(NETWORK)).param("name", STRING)
                .returns(result(own(RESOLVE_ADDRESS_STREAM), ERROR_CODE))
                .body(Sockets::resolve)
                .method(RESOLVE_ADDRESS_STREAM, "resolve-next-address").returns(result(option(IP_ADDRESS), ERROR_CODE))
                .body(Sockets::never)
                .method(RESOLVE_ADDRESS_STREAM, "subscribe").returns(own(PollWit.POLLABLE)).body(Sockets::never)
                .build();
    }

    private static WitValue resolve(HostCall call) {
        String name = call.string(1);
        if (!HOST_NAME.matcher(name).matches()) {
            return NetworkWit.error("invalid-argument");
        }
        call.part(Denials.class).add(new Denial(Denial.Permission.NETWORK, name.toLowerCase(Locale.ROOT)));
        return NetworkWit.error("access-denied");
    }
}
