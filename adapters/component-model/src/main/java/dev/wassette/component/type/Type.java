package dev.wassette.component.type;

import dev.wassette.domain.wit.WitType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A type with its indices resolved. Types share their parts and form an acyclic graph.
///
/// The identity of a node counts (`==`): importing or exporting a type makes a new node with the same content, and
/// only that node may then be used by other imports and exports. Nodes are never compared with `equals`, which would
/// walk the graph as a tree. Whether two types are the same type is for [Subtyping] to say.
sealed interface Type {

    /// {@return how large this is}
    Measure measure();

    /// {@return a new node with the same content}
    default Type renamed() {
        return switch (this) {
            case ResourceRef(ResourceId id) -> new ResourceRef(id);
            case ValueType type ->
                    new ValueType(type.kind, type.primitive, type.labels, type.parts, type.measure);
            case FuncType type -> new FuncType(type.labels, type.parameters, type.result, type.measure);
            case InstanceType type -> new InstanceType(type.exports, type.defined, type.measure);
            case ComponentType type ->
                    new ComponentType(type.imports, type.exports, type.imported, type.defined, type.measure);
        };
    }

    /// The size of a type when it is written out as a tree.
    ///
    /// @param size nodes and labels; [Integer#MAX_VALUE] for all that is larger
    /// @param depth of the deepest part, 1 for a type without parts
    record Measure(int size, int depth) {
        static final Measure ONE = new Measure(1, 1);
    }

    /// A resource type under one of its names.
    record ResourceRef(ResourceId id) implements Type {
        @Override
        public Measure measure() {
            return Measure.ONE;
        }
    }

    /// A value type in one shape for all kinds.
    ///
    /// @param primitive for [Kind#PRIMITIVE] only
    /// @param labels of fields, cases or flags; empty for kinds that have none
    /// @param parts the types of fields, cases and so on; empty where a case or a side of a result has no payload.
    ///     Value types, except for one [ResourceRef] in an own or a borrow
    record ValueType(Kind kind, Optional<WitType.Primitive> primitive, List<String> labels,
            List<Optional<Type>> parts, Measure measure) implements Type {

        static ValueType of(WitType.Primitive primitive) {
            return new ValueType(Kind.PRIMITIVE, Optional.of(primitive), List.of(), List.of(), Measure.ONE);
        }

        /// {@return the name for messages}
        String describe() {
            return primitive.map(WitType.Primitive::keyword).orElse(kind.keyword);
        }
    }

    /// The kinds of value types.
    enum Kind {
        PRIMITIVE("primitive"), RECORD("record"), VARIANT("variant"), LIST("list"), TUPLE("tuple"), FLAGS("flags"),
        ENUM("enum"), OPTION("option"), RESULT("result"), OWN("own"), BORROW("borrow");

        private final String keyword;

        Kind(String keyword) {
            this.keyword = keyword;
        }
    }

    /// A function type.
    record FuncType(List<String> labels, List<ValueType> parameters, Optional<ValueType> result, Measure measure)
            implements Type {}

    /// The type of an instance.
    ///
    /// @param exports in order
    /// @param defined the resource types that are different in each instance of this type; empty for the type of a
    ///     certain instance
    record InstanceType(Map<String, ExternType> exports, Set<ResourceId> defined, Measure measure) implements Type {}

    /// The type of a component.
    ///
    /// @param imports in order
    /// @param exports in order
    /// @param imported the resource types that each instantiation is given
    /// @param defined the resource types that each instantiation makes
    record ComponentType(Map<String, ExternType> imports, Map<String, ExternType> exports, Set<ResourceId> imported,
            Set<ResourceId> defined, Measure measure) implements Type {}
}
