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

    /// {@return a place for the bytes of a digest on their way here}
    default Arriving arriving(Digest digest) {
        return whole -> keep(digest, whole);
    }

    /// Bytes on their way. They are staged, so that a download which was broken off goes on where it was, also in another
    /// process; or they are not, as here. None of the methods fails. For one thread at a time; what is not kept stays for a while.
    interface Arriving extends AutoCloseable {

        /// {@return nothing that is staged, or ever kept}
        static Arriving nowhere() {
            return _ -> {};
        }

        /// {@return what has arrived before}
        default byte[] before() {
            return new byte[0];
        }

        /// Stages more.
        ///
        /// @param bytes of which some are meant
        default void add(byte[] bytes, int from, int length) {}

        /// Forgets what there is.
        default void restart() {}

        /// Keeps all of it in the cache.
        ///
        /// @param whole of the digest
        void keep(byte[] whole);

        @Override
        default void close() {}
    }

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
