package dev.wassette.component.type;

import dev.wassette.component.UnsupportedComponent;
import dev.wassette.component.type.Type.ComponentType;
import dev.wassette.component.type.Type.FuncType;
import dev.wassette.component.type.Type.InstanceType;
import dev.wassette.component.type.Type.ResourceRef;
import dev.wassette.component.type.Type.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// What the resource types and named types of a component or instance type stand for in one use of that type
/// (Binary Format, "Instance Definitions": "the actual type supplied is immediately substituted for all uses").
///
/// Filled by [Subtyping] while it compares, which reads types through it; then applied to the exports.
final class Substitution {
    private final Optional<Substitution> outer;
    private final Set<ResourceId> open;
    private final Map<ResourceId, ResourceId> resources = new HashMap<>();
    private final Map<Type, Type> nodes = new IdentityHashMap<>();

    private Substitution(Optional<Substitution> outer, Set<ResourceId> open) {
        this.outer = outer;
        this.open = open;
    }

    /// {@return a substitution that changes nothing}
    static Substitution none() {
        return new Substitution(Optional.empty(), Set.of());
    }

    /// {@return a substitution in which these resource types are still to be found}
    static Substitution of(Set<ResourceId> open) {
        return new Substitution(Optional.empty(), open);
    }

    /// {@return a substitution inside this one with more resource types to be found; what is found out about those,
    /// and about named types, is forgotten with it}
    Substitution within(Set<ResourceId> moreOpen) {
        return new Substitution(Optional.of(this), moreOpen);
    }

    /// {@return what a resource type stands for; itself when nothing else is known}
    ResourceId resource(ResourceId id) {
        ResourceId found = resources.get(id);
        return found != null ? found : outer.map(before -> before.resource(id)).orElse(id);
    }

    /// {@return whether the resource type is still to be found}
    boolean isOpen(ResourceId id) {
        return !resources.containsKey(id)
                && (open.contains(id) || outer.map(before -> before.isOpen(id)).orElse(false));
    }

    /// Notes what a resource type stands for that was still to be found.
    void bind(ResourceId id, ResourceId actual) {
        if (open.contains(id)) {
            resources.put(id, actual);
        } else {
            outer.orElseThrow().bind(id, actual);
        }
    }

    /// Notes what a named type stands for.
    void bind(Type named, Type actual) {
        nodes.put(named, actual);
    }

    /// Replaces in types: resource types that were found by what they stand for, the others of `fresh` by new ones.
    static final class Application {
        private final Substitution found;
        private final Set<ResourceId> fresh;
        private final Consumer<ResourceId> made;
        private final boolean rename;
        private final Steps steps;
        private final int offset;

        /// @param fresh resource types to make anew where they occur
        /// @param made is told of each new resource type
        /// @param rename whether types that an instance exports become new nodes
        Application(Substitution found, Set<ResourceId> fresh, Consumer<ResourceId> made, boolean rename, Steps steps,
                int offset) {
            this.found = found;
            this.fresh = fresh;
            this.made = made;
            this.rename = rename;
            this.steps = steps;
            this.offset = offset;
        }

        /// {@return the instance type of these exports with everything replaced, and nothing left that is defined
        /// anew}
        InstanceType instance(Map<String, ExternType> exports, Type.Measure measure) throws UnsupportedComponent {
            return new InstanceType(externs(exports), Set.of(), measure);
        }

        private Map<String, ExternType> externs(Map<String, ExternType> externs) throws UnsupportedComponent {
            Map<String, ExternType> result = new LinkedHashMap<>();
            for (Map.Entry<String, ExternType> entry : externs.entrySet()) {
                result.put(entry.getKey(), extern(entry.getValue()));
            }
            return result;
        }

        private ExternType extern(ExternType extern) throws UnsupportedComponent {
            steps.look(1, offset);
            return switch (extern) {
                case ExternType.OfModule _ -> extern;
                case ExternType.OfFunc(FuncType type) -> new ExternType.OfFunc((FuncType) type(type));
                case ExternType.OfType(Type type) -> new ExternType.OfType(exported(type));
                case ExternType.OfComponent(ComponentType type) ->
                        new ExternType.OfComponent((ComponentType) type(type));
                case ExternType.OfInstance(InstanceType type) -> new ExternType.OfInstance((InstanceType) type(type));
            };
        }

        private Type exported(Type type) throws UnsupportedComponent {
            boolean known = found.nodes.containsKey(type);
            Type result = type(type);
            if (rename && !known) {
                result = result.renamed();
                found.nodes.put(type, result);
            }
            return result;
        }

        private Type type(Type type) throws UnsupportedComponent {
            steps.look(1, offset);
            Type known = found.nodes.get(type);
            if (known != null) {
                return known;
            }
            steps.copy(offset);
            Type result = switch (type) {
                case ResourceRef(ResourceId id) -> resource((ResourceRef) type, id);
                case ValueType value -> value(value);
                case FuncType func -> func(func);
                case InstanceType(var exports, var defined, var measure) ->
                        new InstanceType(externs(exports), defined, measure);
                case ComponentType(var imports, var exports, var imported, var defined, var measure) ->
                        new ComponentType(externs(imports), externs(exports), imported, defined, measure);
            };
            found.nodes.put(type, result);
            return result;
        }

        private ResourceRef resource(ResourceRef ref, ResourceId id) {
            if (fresh.contains(id) && !found.resources.containsKey(id)) {
                ResourceId made = new ResourceId();
                this.made.accept(made);
                found.resources.put(id, made);
            }
            ResourceId actual = found.resource(id);
            return actual == id ? ref : new ResourceRef(actual);
        }

        private ValueType value(ValueType value) throws UnsupportedComponent {
            List<Optional<Type>> parts = new ArrayList<>();
            boolean same = true;
            for (Optional<Type> part : value.parts()) {
                Optional<Type> replaced = part.isEmpty() ? part : Optional.of(type(part.get()));
                same &= part.isEmpty() || replaced.get() == part.get();
                parts.add(replaced);
            }
            return same ? value
                    : new ValueType(value.kind(), value.primitive(), value.labels(), parts, value.measure());
        }

        private FuncType func(FuncType func) throws UnsupportedComponent {
            List<ValueType> parameters = new ArrayList<>();
            for (ValueType parameter : func.parameters()) {
                parameters.add((ValueType) type(parameter));
            }
            Optional<ValueType> result = func.result().isEmpty() ? Optional.empty()
                    : Optional.of((ValueType) type(func.result().get()));
            return new FuncType(func.labels(), parameters, result, func.measure());
        }
    }
}
