package dev.wassette.domain.policy;

import java.util.Objects;
import java.util.Set;

/// Files of the host that a rule is about.
///
/// @param path the absolute path on the host; may end in `/**`, and its segments may have one `*` each
/// @param guestPath under which the guest sees it
/// @param access what the rule allows or denies; not empty
public record StorageRule(String path, String guestPath, Set<Access> access) {
    public StorageRule {
        Objects.requireNonNull(path);
        Objects.requireNonNull(guestPath);
        access = Set.copyOf(access);
        if (access.isEmpty()) {
            throw new IllegalArgumentException("a rule is about some access");
        }
    }
}
