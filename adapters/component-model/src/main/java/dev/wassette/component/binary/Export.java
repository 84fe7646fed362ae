package dev.wassette.component.binary;

import java.util.Objects;
import java.util.Optional;

/// An export of a component (Binary Format, `export`). It adds to the index space of its sort: a second index for the
/// same thing, of the type given here.
///
/// @param type what the outside sees; empty for the type of the thing itself
public record Export(int offset, String name, SortIndex item, Optional<ExternDesc> type) implements Definition {
    public Export {
        Objects.requireNonNull(name);
        Objects.requireNonNull(item);
        Objects.requireNonNull(type);
    }
}
