package dev.wassette.wasi.sockets;

import dev.wassette.domain.policy.IpAddress;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.gate.Endpoint;
import dev.wassette.wasi.gate.NetworkError;
import dev.wassette.wasi.gate.NetworkFailure;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// `ip-address` and `ip-socket-address` as values of Java.
final class Addresses {
    private Addresses() {}

    private static final int V6 = 1; // the second case and the second family

    static boolean isV6(WitValue family) {
        return ((WitValue.Enum) family).index() == V6;
    }

    static WitValue family(boolean v6) {
        return new WitValue.Enum(v6 ? V6 : 0);
    }

    /// Reads an `ip-socket-address` for a socket of a family.
    ///
    /// @throws NetworkFailure `invalid-argument` when it is of the other family, or an IPv6 address that hides one of
    ///     IPv4 (mapped or compatible)
    static Endpoint endpoint(WitValue address, boolean v6) throws NetworkFailure {
        WitValue.Variant variant = (WitValue.Variant) address;
        List<WitValue> fields = ((WitValue.Record) variant.payload().orElseThrow()).fields();
        int port = ((WitValue.U16) fields.getFirst()).value();
        Endpoint endpoint = variant.index() == V6
                ? new Endpoint(v6(fields.get(2)), port, (int) scope(fields.get(3)))
                : new Endpoint(v4(fields.get(1)), port, 0);
        boolean sameFamily = v6 == (variant.index() == V6) && v6 == endpoint.address().v6();
        if (!sameFamily || isCompatible(endpoint.address())) {
            throw new NetworkFailure(NetworkError.INVALID_ARGUMENT);
        }
        return endpoint;
    }

    private static long scope(WitValue scope) {
        return ((WitValue.U32) scope).value();
    }

    private static IpAddress v4(WitValue address) {
        ByteBuffer bytes = ByteBuffer.allocate(4);
        ((WitValue.Tuple) address).elements().forEach(each -> bytes.put((byte) ((WitValue.U8) each).value()));
        return IpAddress.of(bytes.array());
    }

    private static IpAddress v6(WitValue address) {
        ByteBuffer bytes = ByteBuffer.allocate(16);
        ((WitValue.Tuple) address).elements().forEach(each -> bytes.putShort((short) ((WitValue.U16) each).value()));
        return IpAddress.of(bytes.array());
    }

    /// The deprecated form `::a.b.c.d`.
    private static boolean isCompatible(IpAddress address) {
        return address.v6() && address.high() == 0 && address.low() >>> 32 == 0 && address.low() > 1;
    }

    /// {@return the `ip-socket-address`}
    static WitValue value(Endpoint endpoint) {
        WitValue port = new WitValue.U16(endpoint.port());
        WitValue address = tuple(endpoint.address());
        List<WitValue> fields = endpoint.address().v6()
                ? List.of(port, new WitValue.U32(0), address, new WitValue.U32(endpoint.scope()))
                : List.of(port, address);
        return variant(endpoint.address().v6(), new WitValue.Record(fields));
    }

    /// {@return the `ip-address`}
    static WitValue value(IpAddress address) {
        return variant(address.v6(), tuple(address));
    }

    private static WitValue variant(boolean v6, WitValue payload) {
        return new WitValue.Variant(v6 ? V6 : 0, Optional.of(payload));
    }

    private static WitValue tuple(IpAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.bytes());
        return new WitValue.Tuple(address.v6()
                ? IntStream.range(0, 8).<WitValue>mapToObj(_ -> new WitValue.U16(bytes.getShort() & 0xffff)).toList()
                : IntStream.range(0, 4).<WitValue>mapToObj(_ -> new WitValue.U8(bytes.get() & 0xff)).toList());
    }

    static boolean isUnspecified(Endpoint endpoint) {
        return endpoint.address().high() == 0 && endpoint.address().low() == 0;
    }
}
