package dev.wassette.domain.policy;

import java.util.List;

/// Which files a call may touch.
///
/// @param deny wins over `allow`
public record StorageGrant(List<StorageRule> allow, List<StorageRule> deny) {
    public StorageGrant {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
    }

    /// {@return the grant that refuses everything}
    public static StorageGrant nothing() {
        return new StorageGrant(List.of(), List.of());
    }
}
