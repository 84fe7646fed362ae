package dev.wassette.component.engine;

import java.nio.ByteBuffer;
import java.util.Optional;

/// Keeps compiled code between processes. Compiled code is run without further checks, so an implementation gives
/// back exactly what was put in under the same key by the same user, or nothing. It never fails: what cannot be read
/// or written is not there. Safe for use by several threads.
public interface CodeCache {

    /// {@return the code kept under this key; empty when there is none that can be trusted}
    Optional<byte[]> find(CodeKey key);

    /// {@return the absolute path of a file that begins with the code kept under this key, to be mapped into memory; empty
    /// when there is none that can be trusted, or when this cache has no files}
    Optional<String> findFile(CodeKey key);

    /// Keeps the code under this key, in place of what was there.
    ///
    /// @param code from its position to its limit, not needed after this returns
    void keep(CodeKey key, ByteBuffer code);

    /// {@return a cache that keeps nothing}
    static CodeCache none() {
        return new CodeCache() {
            @Override
            public Optional<byte[]> find(CodeKey key) {
                return Optional.empty();
            }

            @Override
            public Optional<String> findFile(CodeKey key) {
                return Optional.empty();
            }

            @Override
            public void keep(CodeKey key, ByteBuffer code) {
                // nothing is kept
            }
        };
    }
}
