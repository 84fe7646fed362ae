package dev.wassette.wasi.filesystem.types;

import java.time.Instant;
import java.util.Objects;

/// `wasi:filesystem/types.new-timestamp`.
public sealed interface NewTimestamp {

    record NoChange() implements NewTimestamp {}

    record Now() implements NewTimestamp {}

    record Timestamp(Instant instant) implements NewTimestamp {
        public Timestamp {
            Objects.requireNonNull(instant);
        }
    }
}
