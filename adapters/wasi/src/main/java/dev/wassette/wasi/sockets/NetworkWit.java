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

import dev.wassette.component.host.HostCall;
import dev.wassette.component.host.HostInterface;
import dev.wassette.domain.wit.ResourceType;
import dev.wassette.domain.wit.WitType;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.gate.NetworkError;
import dev.wassette.wasi.gate.NetworkFailure;
import dev.wassette.wasi.io.ErrorWit;
import dev.wassette.wasi.io.HostResource;
import dev.wassette.wasi.io.IoError;
import dev.wassette.wasi.io.Wasi02;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// `wasi:sockets/network`.
final class NetworkWit {
    private NetworkWit() {}

    static final ResourceType.Host NETWORK = new ResourceType.Host("wasi:sockets/network", "network");
    static final WitType.EnumType ERROR_CODE = enumeration(Stream.of(NetworkError.values())
            .map(each -> each.name().toLowerCase(Locale.ROOT).replace('_', '-')).toArray(String[]::new));
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
                .body(NetworkWit::errorCode)
                .build();
    }

    private static WitValue errorCode(HostCall call) {
        return call.resource(0, IoError.class).failure().code(NetworkError.class)
                .map(code -> WitValue.Option.some(code(code))).orElseGet(WitValue.Option::none);
    }

    private static WitValue code(NetworkError error) {
        return new WitValue.Enum(error.ordinal());
    }

    /// {@return `ok` with what the operation returns, or `err` with why it failed}
    static WitValue outcome(Operation operation) {
        try {
            return operation.run().map(WitValue.Result::ok).orElseGet(WitValue.Result::ok);
        } catch (NetworkFailure e) {
            return WitValue.Result.error(code(e.error()));
        }
    }

    static Optional<WitValue> unsupported() throws NetworkFailure {
        throw new NetworkFailure(NetworkError.NOT_SUPPORTED);
    }

    /// Refuses to set a hop limit: 0 as every implementation does, and others as this one cannot.
    static Optional<WitValue> unsupported(int hopLimit) throws NetworkFailure {
        throw new NetworkFailure(hopLimit == 0 ? NetworkError.INVALID_ARGUMENT : NetworkError.NOT_SUPPORTED);
    }

    /// Part of a host function.
    @FunctionalInterface
    interface Operation {

        /// {@return the value in the `ok`, if it has one}
        Optional<WitValue> run() throws NetworkFailure;
    }
}
