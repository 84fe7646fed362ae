package dev.wassette.component.host;

import dev.wassette.domain.wit.ResourceType;
import dev.wassette.domain.wit.Signature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import dev.wassette.domain.wit.WitType;

/// An interface that the host offers for import. Linking compares each imported function with the declared signature,
/// so a body never sees arguments of other types.
///
/// Immutable; one object serves every instance, whose own state comes with each [HostCall].
public final class HostInterface {
    private final String name;
    private final Predicate<String> versions;
    private final Map<String, Resource> resources;
    private final Map<String, Function> functions;

    /// A resource that the interface defines.
    ///
    /// @param type its identity
    /// @param drop called once with the representation when the last handle that owns it goes away
    public record Resource(ResourceType.Host type, BiConsumer<HostContext, Object> drop) {
        public Resource {
            Objects.requireNonNull(type);
            Objects.requireNonNull(drop);
        }
    }

    /// A function of the interface, under the name that the binary format uses, such as
    /// `[method]input-stream.read`.
    public record Function(Signature signature, HostFunction body) {
        public Function {
            Objects.requireNonNull(signature);
            Objects.requireNonNull(body);
        }
    }

    private HostInterface(Builder builder) {
        this.name = builder.name;
        this.versions = builder.versions;
        this.resources = Map.copyOf(builder.resources);
        this.functions = Map.copyOf(builder.functions);
    }

    /// {@return the name without a version, such as `wasi:io/streams`}
    public String name() {
        return name;
    }

    /// {@return whether an import with this version is served by this interface}
    ///
    /// @param version as in the import name, such as `0.2.3`; empty when the name has none
    public boolean serves(String version) {
        return versions.test(version);
    }

    /// {@return the resource of that name}
    public Optional<Resource> resource(String resource) {
        return Optional.ofNullable(resources.get(resource));
    }

    /// {@return the function of that name}
    public Optional<Function> function(String function) {
        return Optional.ofNullable(functions.get(function));
    }

    /// {@return a builder}
    ///
    /// @param name without a version
    /// @param versions which versions are served
    public static Builder named(String name, Predicate<String> versions) {
        return new Builder(name, versions);
    }

    /// Collects an interface. Used by one thread.
    public static final class Builder {
        private final String name;
        private final Predicate<String> versions;
        private final Map<String, Resource> resources = new LinkedHashMap<>();
        private final Map<String, Function> functions = new LinkedHashMap<>();

        private Builder(String name, Predicate<String> versions) {
            this.name = Objects.requireNonNull(name);
            this.versions = Objects.requireNonNull(versions);
        }

        /// Declares a resource.
        public Builder resource(String resource, BiConsumer<HostContext, Object> drop) {
            return addOnce(resources, resource, new Resource(new ResourceType.Host(name, resource), drop));
        }

        /// Declares a function.
        public Builder function(String function, List<Signature.Parameter> parameters, Optional<WitType> result,
                HostFunction body) {
            return addOnce(functions, function, new Function(new Signature(parameters, result), body));
        }

        private <T> Builder addOnce(Map<String, T> all, String key, T value) {
            if (all.putIfAbsent(key, value) != null) {
                throw new IllegalArgumentException(name + " declares " + key + " twice");
            }
            return this;
        }

        public HostInterface build() {
            return new HostInterface(this);
        }
    }
}
