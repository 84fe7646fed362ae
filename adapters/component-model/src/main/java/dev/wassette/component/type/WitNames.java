package dev.wassette.component.type;

import dev.wassette.component.type.Type.ResourceRef;
import dev.wassette.component.type.Type.ValueType;
import dev.wassette.domain.wit.text.InterfacePath;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/// Where the named types of a component were named first.
final class WitNames {
    private final Map<Object, Home> homes = new IdentityHashMap<>();

    /// An interface with a name that others can use, and what the type is called there.
    record Home(InterfacePath path, String name) {}

    /// A type has no name where one is needed.
    static final class Unnamed extends Exception {
        private static final long serialVersionUID = 1L;

        Unnamed(String message) {
            super(message, null, false, false);
        }
    }

    /// {@return what stays the same when a type is imported, exported or made anew with other resources: the labels of the
    /// definition it comes from, or its parts where it has no labels}
    static Object identity(Type type) {
        return switch (type) {
            case ResourceRef(ResourceId id) -> id;
            case ValueType value when !value.labels().isEmpty() -> value.labels();
            case ValueType value when !value.parts().isEmpty() -> value.parts();
            default -> type;
        };
    }

    Optional<Home> home(Object identity) {
        return Optional.ofNullable(homes.get(identity));
    }

    void settle(Object identity, InterfacePath path, String name) {
        homes.putIfAbsent(identity, new Home(path, name));
    }
}
