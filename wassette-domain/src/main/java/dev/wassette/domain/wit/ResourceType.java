package dev.wassette.domain.wit;

import java.util.Objects;

/// The identity of a resource type. Equal means: the same resource.
public sealed interface ResourceType {

    /// {@return the name without its interface, such as `input-stream`}
    String name();

    /// A resource that the host implements.
    ///
    /// @param interfaceName the interface without its version, such as `wasi:io/streams`: all patch versions of an
    ///     interface share one implementation and so one identity
    /// @param name the name within the interface
    record Host(String interfaceName, String name) implements ResourceType {
        public Host {
            Objects.requireNonNull(interfaceName);
            Objects.requireNonNull(name);
        }

        @Override
        public String toString() {
            return interfaceName + "." + name;
        }
    }

    /// A resource that the component itself, or a component inside it, defines.
    ///
    /// @param index a number that differs for each resource definition of one resolved component; not negative
    /// @param name the name under which it is known outside, for messages only where it has none
    record Guest(int index, String name) implements ResourceType {
        public Guest {
            Objects.requireNonNull(name);
            if (index < 0) {
                throw new IllegalArgumentException("negative resource index " + index);
            }
        }

        @Override
        public String toString() {
            return name + "#" + index;
        }
    }
}
