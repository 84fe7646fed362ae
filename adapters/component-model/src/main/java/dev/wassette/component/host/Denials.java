package dev.wassette.component.host;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What one instance was denied, so that the user can be told which permission is missing. Safe for use by several
/// threads.
public final class Denials {
    private final Set<Denial> all = new LinkedHashSet<>(); // guarded by this

    /// Nothing has been denied yet.
    public Denials() {}

    /// Keeps a denial, once. Those beyond [HostLimits#MAX_DENIALS] are forgotten, and those about something longer than
    /// [HostLimits#MAX_DENIAL_CHARS].
    public synchronized void add(Denial denial) {
        if (all.size() < HostLimits.MAX_DENIALS && denial.target().length() <= HostLimits.MAX_DENIAL_CHARS) {
            all.add(denial);
        }
    }

    /// {@return those so far, in the order of their first occurrence}
    public synchronized List<Denial> list() {
        return List.copyOf(all);
    }
}
