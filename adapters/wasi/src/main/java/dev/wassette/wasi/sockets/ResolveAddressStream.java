package dev.wassette.wasi.sockets;

import dev.wassette.domain.policy.IpAddress;
import dev.wassette.wasi.gate.Lookup;
import dev.wassette.wasi.gate.NetworkError;
import dev.wassette.wasi.gate.NetworkFailure;
import dev.wassette.wasi.io.HostResource;
import dev.wassette.wasi.io.HostResources;
import dev.wassette.wasi.io.Readiness;
import java.util.List;
import java.util.Optional;

/// `wasi:sockets/ip-name-lookup.resolve-address-stream`.
final class ResolveAddressStream extends HostResource implements Readiness {
    private final Lookup lookup;
    private int given;

    ResolveAddressStream(HostResources resources, Lookup lookup) {
        super(Sockets.RESOLVE_ADDRESS_STREAM, resources);
        this.lookup = lookup;
    }

    /// {@return the next address; empty after the last}
    Optional<IpAddress> next() throws NetworkFailure {
        List<IpAddress> addresses =
                lookup.addresses().orElseThrow(() -> new NetworkFailure(NetworkError.WOULD_BLOCK));
        return given < addresses.size() ? Optional.of(addresses.get(given++)) : Optional.empty();
    }

    @Override
    public long nanosUntilReady() {
        return lookup.isAnswered() ? 0 : UNTIL_RING;
    }
}
