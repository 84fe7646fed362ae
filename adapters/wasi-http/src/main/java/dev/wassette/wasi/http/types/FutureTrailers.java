package dev.wassette.wasi.http.types;

import dev.wassette.wasi.io.HostResource;
import dev.wassette.wasi.io.HostResources;

/// `wasi:http/types.future-trailers`: ready at once, and never with trailers, which Java's HTTP client does not give.
final class FutureTrailers extends HostResource {
    private boolean isTaken;

    FutureTrailers(HostResources resources) {
        super(TypesWit.FUTURE_TRAILERS, resources);
    }

    /// {@return whether this is the first call}
    boolean take() {
        boolean isFirst = !isTaken;
        isTaken = true;
        return isFirst;
    }
}
