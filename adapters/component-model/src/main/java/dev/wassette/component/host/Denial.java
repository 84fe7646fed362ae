package dev.wassette.component.host;

import java.util.Objects;

/// Something that a guest asked for and that its grant does not allow.
///
/// @param permission what would have to be granted
/// @param target for what: `https://host:port`; `fs://` and the guest's path from the permission's base; a name. As the
///     guest wrote it, so not to be trusted
public record Denial(Permission permission, String target) {
    public Denial {
        Objects.requireNonNull(permission);
        Objects.requireNonNull(target);
    }

    /// The kinds of permission that a guest can lack.
    public enum Permission {
        NETWORK,
        /// To read files, or to see that they are there.
        STORAGE,
        /// To write files.
        STORAGE_WRITE,
        ENVIRONMENT
    }
}
