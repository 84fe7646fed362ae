package dev.wassette.bootstrap;

import dev.wassette.application.port.out.ComponentSource;
import java.util.Objects;
import java.util.function.Supplier;

/// Makes a source of components when the first one is asked for: a server starts without what downloads. Safe for use by
/// several threads.
final class LazySource implements ComponentSource {
    private final Supplier<ComponentSource> maker;
    private ComponentSource source; // guarded by this; null until it is needed

    /// @param maker is used once
    LazySource(Supplier<ComponentSource> maker) {
        this.maker = Objects.requireNonNull(maker);
    }

    @Override
    public boolean knows(String reference) {
        return source().knows(reference);
    }

    @Override
    public Fetch fetch(Wanted wanted) {
        return source().fetch(wanted);
    }

    private synchronized ComponentSource source() {
        if (source == null) {
            source = maker.get();
        }
        return source;
    }
}
