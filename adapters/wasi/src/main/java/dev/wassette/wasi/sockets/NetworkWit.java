package dev.wassette.wasi.sockets;

import static dev.wassette.component.host.WitTypes.borrow;
import static dev.wassette.component.host.WitTypes.enumeration;
import static dev.wassette.component.host.WitTypes.field;
import static dev.wassette.component.host.WitTypes.option;
import static dev.wassette.component.host.WitTypes.record;
import static dev.wassette.component.host.WitTypes.tuple;
import static dev.wassette.component.host.WitTypes.variant;
import static dev.wassette.component.host.WitTypes.when;
import static dev.wassette.domain.wit.WitType.Primitive.U16;
import static dev.wassette.domain.wit.WitType.Primitive.U32;
import static dev.wassette.domain.wit.WitType.Primitive.U8;

import dev.wassette.component.host.HostInterface;
import dev.wassette.domain.wit.ResourceType;
import dev.wassette.domain.wit.WitType;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.io.ErrorWit;
import dev.wassette.wasi.io.HostResource;
import dev.wassette.wasi.io.Wasi02;

/// `wasi:sockets/network`.
final class NetworkWit {
    private NetworkWit() {}

    static final ResourceType.Host NETWORK = new ResourceType.Host("wasi:sockets/network", "network");
    static final WitType.EnumType ERROR_CODE = enumeration("unknown", "access-denied", "not-supported",
            "invalid-argument", "out-of-memory", "timeout", "concurrency-conflict", "not-in-progress", "would-block",
            "invalid-state", "new-socket-limit", "address-not-bindable", "address-in-use", "remote-unreachable",
            "connection-refused", "connection-reset", "connection-aborted", "datagram-too-large", "name-unresolvable",
            "temporary-resolver-failure", "permanent-resolver-failure");
    static final WitType IP_ADDRESS_FAMILY = enumeration("ipv4", "ipv6");

    private static final WitType IPV4_ADDRESS = tuple(U8, U8, U8, U8);
    private static final WitType IPV6_ADDRESS = tuple(U16, U16, U16, U16, U16, U16, U16, U16);
    private static final WitType IPV4_SOCKET_ADDRESS = record(field("port", U16), field("address", IPV4_ADDRESS));
    private static final WitType IPV6_SOCKET_ADDRESS = record(field("port", U16), field("flow-info", U32),
            field("address", IPV6_ADDRESS), field("scope-id", U32));
    static final WitType IP_ADDRESS = variant(when("ipv4", IPV4_ADDRESS), when("ipv6", IPV6_ADDRESS));
    static final WitType IP_SOCKET_ADDRESS =
            variant(when("ipv4", IPV4_SOCKET_ADDRESS), when("ipv6", IPV6_SOCKET_ADDRESS));

    static HostInterface declare() {
        return Wasi02.wasi02("wasi:sockets/network")
                .resource("network", HostResource::drop)
                .func("network-error-code").param("err", borrow(ErrorWit.ERROR)).returns(option(ERROR_CODE))
                .body(call -> WitValue.Option.none()) // no stream comes from a socket
                .build();
    }

    /// {@return `err` with this error code}
    static WitValue error(String code) {
        return WitValue.Result.error(new WitValue.Enum(ERROR_CODE.names().indexOf(code)));
    }
}
