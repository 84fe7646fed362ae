package dev.wassette.component.host;

import dev.wassette.domain.wit.ResourceType;
import dev.wassette.domain.wit.Signature;
import dev.wassette.domain.wit.WitType;
import dev.wassette.domain.wit.WitValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

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
    /// @param drop called once with the representation when the last handle that owns it goes away: when the guest
    ///     drops it, else at the end of the instance, in any order. It frees the resource in any case, and may then throw
    ///     a [dev.wassette.component.engine.Trap] because the guest may not drop it yet.
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
        this.resources = Collections.unmodifiableMap(new LinkedHashMap<>(builder.resources));
        this.functions = Collections.unmodifiableMap(new LinkedHashMap<>(builder.functions));
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

    /// {@return the names of all resources, as declared}
    public Set<String> resourceNames() {
        return resources.keySet();
    }

    /// {@return the names of all functions, as declared}
    public Set<String> functionNames() {
        return functions.keySet();
    }

    /// {@return the versions `release.N` for any number N, and no pre-releases}
    ///
    /// @param release such as `0.2`: all its patch versions are compatible with each other, later ones only add
    public static Predicate<String> patchesOf(String release) {
        return Pattern.compile(Pattern.quote(release) + "\\.(0|[1-9][0-9]*)").asMatchPredicate();
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

        /// Begins the declaration of a function.
        public Declaration func(String function) {
            return new Declaration(this, function);
        }

        /// Begins the declaration of a method; its first parameter, `self`, is declared.
        public Declaration method(ResourceType.Host resource, String method) {
            return func("[method]" + resource.name() + "." + method).param("self", WitTypes.borrow(resource));
        }

        /// Begins the declaration of a static function of a resource.
        public Declaration staticFunc(ResourceType.Host resource, String function) {
            return func("[static]" + resource.name() + "." + function);
        }

        /// Begins the declaration of the constructor of a resource.
        public Declaration constructor(ResourceType.Host resource) {
            return func("[constructor]" + resource.name());
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

    /// A function whose declaration has begun. Used by one thread.
    public static final class Declaration {
        private final Builder builder;
        private final String name;
        private final List<Signature.Parameter> parameters = new ArrayList<>();

        private Declaration(Builder builder, String name) {
            this.builder = builder;
            this.name = Objects.requireNonNull(name);
        }

        /// Adds a parameter.
        public Declaration param(String parameter, WitType type) {
            parameters.add(new Signature.Parameter(parameter, type));
            return this;
        }

        /// Sets the type of the result.
        public Returning returns(WitType type) {
            return new Returning(this, type);
        }

        /// Ends the declaration of a function that returns nothing.
        public Builder body(Consumer<HostCall> body) {
            return builder.function(name, parameters, Optional.empty(), call -> {
                body.accept(call);
                return Optional.empty();
            });
        }
    }

    /// A function that returns a value and has no body yet.
    public static final class Returning {
        private final Declaration declaration;
        private final WitType type;

        private Returning(Declaration declaration, WitType type) {
            this.declaration = declaration;
            this.type = Objects.requireNonNull(type);
        }

        /// Ends the declaration.
        ///
        /// @param body returns a value of the declared type
        public Builder body(java.util.function.Function<HostCall, ? extends WitValue> body) {
            return declaration.builder.function(declaration.name, declaration.parameters, Optional.of(type),
                    call -> Optional.of(body.apply(call)));
        }
    }
}
