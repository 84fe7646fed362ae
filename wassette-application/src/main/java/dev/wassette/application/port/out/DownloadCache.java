package dev.wassette.application.port.out;

import dev.wassette.domain.Digest;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// What was downloaded before, by its digest, and what names have led to. It may forget anything at any time, and none of
/// its methods fails. Safe for use by several threads and processes.
public interface DownloadCache {

    /// {@return bytes of exactly this digest, computed anew; empty when there are none}
    Optional<byte[]> find(Digest digest);

    /// @param digest of the bytes
    void keep(Digest digest, byte[] bytes);

    /// {@return what was [remembered][#remember] of a name the last time}
    Optional<Remembered> recall(String name);

    /// @param name of something that may change, such as a URL or a tag
    /// @param digest of what it leads to now
    /// @param validator by which its server can tell whether that has changed
    void remember(String name, Digest digest, Optional<String> validator);

    /// @param since when the name led there, the last time it was asked for
    record Remembered(Digest digest, Optional<String> validator, Instant since) {
        public Remembered {
            Objects.requireNonNull(digest);
            Objects.requireNonNull(validator);
            Objects.requireNonNull(since);
        }
    }
}
