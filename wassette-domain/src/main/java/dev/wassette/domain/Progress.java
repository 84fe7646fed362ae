package dev.wassette.domain;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/// How far a call has come, as its guest tells it.
///
/// @param done grows from report to report; finite
/// @param total what `done` will be at the end, where the guest knows; finite
/// @param message what is being done now: for people
public record Progress(double done, OptionalDouble total, Optional<String> message) {
    public Progress {
        if (!Double.isFinite(done) || !Double.isFinite(total.orElse(0))) {
            throw new IllegalArgumentException("progress is a finite number");
        }
        Objects.requireNonNull(message);
    }
}
