package dev.wassette.component.host;

import java.util.Map;

/// The host's state for one instance, such as its clocks and its open files: one object for each class that some host
/// function asks for. A host function reaches the world through this and through nothing else. Whoever opened it closes
/// it when the instance has ended, however it has ended.
public final class HostContext implements AutoCloseable {
    private final Map<Class<?>, Object> parts;

    private HostContext(Map<Class<?>, Object> parts) {
        this.parts = Map.copyOf(parts);
    }

    /// {@return a context without any part}
    public static HostContext empty() {
        return new HostContext(Map.of());
    }

    /// {@return this context and one more part}
    ///
    /// @throws IllegalArgumentException when there is a part of that class already
    public <T> HostContext with(Class<T> type, T part) {
        if (parts.containsKey(type)) {
            throw new IllegalArgumentException("there is a " + type.getName() + " already");
        }
        var more = new java.util.HashMap<>(parts);
        more.put(type, type.cast(part));
        return new HostContext(more);
    }

    /// {@return the part of this class}
    ///
    /// @throws IllegalStateException when there is none: the instance was wired without it
    public <T> T get(Class<T> type) {
        Object part = parts.get(type);
        if (part == null) {
            throw new IllegalStateException("the host context has no " + type.getName());
        }
        return type.cast(part);
    }

    /// Ends what the parts have open or under way: closes each that is a [HostPart], in no particular order.
    @Override
    public void close() {
        for (Object part : parts.values()) {
            if (part instanceof HostPart open) {
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
