package dev.wassette.component.plan;

import dev.wassette.component.abi.StringEncoding;
import java.util.Objects;
import java.util.Optional;

/// How a component instance wants its values (Canonical ABI, `canonopt`), resolved.
///
/// @param instance the number of the component instance in the [Recipe]
public record Options(int instance, StringEncoding encoding, Optional<CoreItem> memory, Optional<CoreItem> realloc) {
    public Options {
        Objects.requireNonNull(encoding);
        Objects.requireNonNull(memory);
        Objects.requireNonNull(realloc);
    }
}
