package dev.wassette.component.engine;

import dev.wassette.domain.Digest;
import java.util.Objects;

/// Names one piece of compiled code. Code made from other bytes, by another engine, by another version of it or with
/// other settings has another key.
///
/// @param engine name, version and code-relevant settings of the engine, as one line of text
/// @param module names the core module, by a digest of its bytes or of more than them
public record CodeKey(String engine, Digest module) {
    public CodeKey {
        Objects.requireNonNull(engine);
        Objects.requireNonNull(module);
        if (engine.isBlank() || engine.contains("\n")) {
            throw new IllegalArgumentException("the engine is one line of text");
        }
    }
}
