package dev.wassette.wasi.http.types;

import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.http.message.HttpLimits;
import dev.wassette.wasi.http.message.Timeouts;
import dev.wassette.wasi.io.HostResource;
import dev.wassette.wasi.io.HostResources;
import java.time.Duration;
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

    /// {@return the times that the options ask for, or else the usual ones}
    static Timeouts timeouts(Optional<RequestOptions> options) {
        return new Timeouts(duration(options, Timeout.CONNECT).orElse(HttpLimits.CONNECT_TIMEOUT),
                duration(options, Timeout.FIRST_BYTE).orElse(HttpLimits.READ_TIMEOUT),
                duration(options, Timeout.BETWEEN_BYTES).orElse(HttpLimits.READ_TIMEOUT));
    }

    /// Nanoseconds as an unsigned number: half of them are more than a `long` holds.
    private static Optional<Duration> duration(Optional<RequestOptions> options, Timeout timeout) {
        return options.flatMap(each -> each.get(timeout)).map(value -> ((WitValue.U64) value).bits())
                .map(nanos -> nanos < 0 ? HttpLimits.MAX_TIMEOUT : Duration.ofNanos(nanos));
    }

    /// {@return a `duration`}
    Optional<WitValue> get(Timeout timeout) {
        return Optional.ofNullable(timeouts.get(timeout));
    }

    void set(Timeout timeout, Optional<WitValue> duration) {
        duration.ifPresentOrElse(value -> timeouts.put(timeout, value), () -> timeouts.remove(timeout));
    }
}
