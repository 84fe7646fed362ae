package dev.wassette.application.port.out;

import dev.wassette.domain.trust.TrustPolicy;
import java.io.IOException;

/// Knows who must have signed what. Safe for use by several threads.
@FunctionalInterface
public interface TrustSource {

    /// {@return what holds now}
    ///
    /// @throws IOException when it cannot be understood, with sentences for the user; then nothing that asks may be loaded
    TrustPolicy current() throws IOException;
}
