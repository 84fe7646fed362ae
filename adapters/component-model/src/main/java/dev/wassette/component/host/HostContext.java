package dev.wassette.component.host;

import java.util.Objects;

/// The host's state for one instance, such as its clocks and its open files: one object for each class that some host
/// function asks for. A host function reaches the world through this and through nothing else. Whoever opened it closes
/// it when the instance has ended, however it has ended.
public final class HostContext implements AutoCloseable {
    private static final HostContext EMPTY = new HostContext(null, Object.class, "");

    // A chain, as each call opens its own, which takes a dozen steps, and looks for less than a dozen parts.
    private final HostContext rest; // null in the empty one, whose part does not count
    private final Class<?> type;
    private final Object part;

    private HostContext(HostContext rest, Class<?> type, Object part) {
        this.rest = rest;
        this.type = Objects.requireNonNull(type);
        this.part = Objects.requireNonNull(part);
    }

    /// {@return a context without any part}
    public static HostContext empty() {
        return EMPTY;
    }

    /// {@return this context and one more part}
    ///
    /// @throws IllegalArgumentException when there is a part of that class already
    public <T> HostContext with(Class<T> type, T part) {
        if (find(type) != EMPTY) {
            throw new IllegalArgumentException("there is a " + type.getName() + " already");
        }
        return new HostContext(this, type, type.cast(part));
    }

    /// {@return the part of this class}
    ///
    /// @throws IllegalStateException when there is none: the instance was wired without it
    public <T> T get(Class<T> type) {
        HostContext found = find(type);
        if (found == EMPTY) {
            throw new IllegalStateException("the host context has no " + type.getName());
        }
        return type.cast(found.part);
    }

    private HostContext find(Class<?> wanted) {
        HostContext each = this;
        while (each != EMPTY && each.type != wanted) {
            each = each.rest;
        }
        return each;
    }

    /// Ends what the parts have open or under way: closes each that is a [HostPart], the last one first.
    @Override
    public void close() {
        for (HostContext each = this; each != EMPTY; each = each.rest) {
            if (each.part instanceof HostPart open) {
                open.close();
            }
        }
    }

    /// A part that holds more than memory, such as an open file or a connection.
    public interface HostPart extends AutoCloseable {

        /// Frees what the part holds. Does not throw, and does not wait for anybody.
        @Override
        void close();
    }
}
