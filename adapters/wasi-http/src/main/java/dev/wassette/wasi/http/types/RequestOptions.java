package dev.wassette.wasi.http.types;

import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.io.HostResource;
import dev.wassette.wasi.io.HostResources;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// `wasi:http/types.request-options`.
final class RequestOptions extends HostResource {
    private final Map<Timeout, WitValue> timeouts = new EnumMap<>(Timeout.class);

    /// For what there is a timeout.
    enum Timeout {
        CONNECT("connect-timeout"), FIRST_BYTE("first-byte-timeout"), BETWEEN_BYTES("between-bytes-timeout");

        private final String option;

        Timeout(String option) {
            this.option = option;
        }

        /// {@return the name in the WIT}
        String option() {
            return option;
        }
    }

    RequestOptions(HostResources resources) {
        super(TypesWit.REQUEST_OPTIONS, resources);
    }

    /// {@return a `duration`}
    Optional<WitValue> get(Timeout timeout) {
        return Optional.ofNullable(timeouts.get(timeout));
    }

    void set(Timeout timeout, Optional<WitValue> duration) {
        duration.ifPresentOrElse(value -> timeouts.put(timeout, value), () -> timeouts.remove(timeout));
    }
}
