package dev.wassette.component.type;

import dev.wassette.component.InvalidComponent;
import dev.wassette.component.UnsupportedComponent;
import dev.wassette.component.binary.ComponentLimits;
import dev.wassette.component.binary.DefType;
import dev.wassette.component.binary.DefValType;
import dev.wassette.component.binary.ExternName;
import dev.wassette.component.binary.LabelValType;
import dev.wassette.component.binary.ValType;
import dev.wassette.component.type.Type.FuncType;
import dev.wassette.component.type.Type.Kind;
import dev.wassette.component.type.Type.Measure;
import dev.wassette.component.type.Type.ResourceRef;
import dev.wassette.component.type.Type.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Value types and function types (Explainer, "Type Definitions"): resolves their indices and checks their rules.
final class ValueTypes {
    private static final int FLAGS_IN_32_BITS = 32;

    private final Scope scope;
    private final int offset;

    /// @param offset of the definition, for messages
    ValueTypes(Scope scope, int offset) {
        this.scope = scope;
        this.offset = offset;
    }

    ValueType value(DefValType type) throws InvalidComponent, UnsupportedComponent {
        return switch (type) {
            case DefValType.Primitive(var primitive) -> ValueType.of(primitive);
            case DefValType.Record(List<LabelValType> fields) ->
                    node(Kind.RECORD, labels(fields, "field"), parts(fields));
            case DefValType.Variant(List<DefValType.Case> cases) -> variant(cases);
            case DefValType.ListOf(ValType element) -> node(Kind.LIST, List.of(), List.of(part(element)));
            case DefValType.Tuple(List<ValType> elements) -> tuple(elements);
            case DefValType.Flags(List<String> labels) -> flags(labels);
            case DefValType.Enum(List<String> labels) ->
                    node(Kind.ENUM, checkedLabels(notEmpty(labels, "enum"), "case"), List.of());
            case DefValType.Option(ValType some) -> node(Kind.OPTION, List.of(), List.of(part(some)));
            case DefValType.Result(var ok, var error) ->
                    node(Kind.RESULT, List.of(), List.of(optional(ok), optional(error)));
            case DefValType.Own(int resource) ->
                    node(Kind.OWN, List.of(), List.of(Optional.of(resource(resource))));
            case DefValType.Borrow(int resource) ->
                    node(Kind.BORROW, List.of(), List.of(Optional.of(resource(resource))));
        };
    }

    FuncType func(DefType.Func type) throws InvalidComponent, UnsupportedComponent {
        List<ValueType> parameters = new ArrayList<>();
        for (LabelValType parameter : type.parameters()) {
            parameters.add(use(parameter.type()));
        }
        Optional<ValueType> result = type.result().isEmpty() ? Optional.empty()
                : Optional.of(use(type.result().get()));
        if (result.isPresent() && containsBorrow(result.get())) {
            throw new InvalidComponent("a function cannot return a `borrow`", offset);
        }
        List<String> labels = checkedLabels(type.parameters().stream().map(LabelValType::label).toList(), "parameter");
        List<Measure> measures = new ArrayList<>(parameters.stream().map(ValueType::measure).toList());
        result.ifPresent(value -> measures.add(value.measure()));
        return new FuncType(labels, parameters, result, Steps.measure(labels.size(), measures, offset));
    }

    /// {@return the resource type of this index}
    ResourceRef resource(int index) throws InvalidComponent {
        if (scope.type(index, offset) instanceof ResourceRef resource) {
            return resource;
        }
        throw new InvalidComponent("type " + index + " is not a resource type", offset);
    }

    private ValueType use(ValType type) throws InvalidComponent {
        return switch (type) {
            case ValType.Primitive(var primitive) -> ValueType.of(primitive);
            case ValType.Index(int index) -> {
                if (scope.type(index, offset) instanceof ValueType value) {
                    yield value;
                }
                throw new InvalidComponent("type " + index + " is not a value type", offset);
            }
        };
    }

    private ValueType node(Kind kind, List<String> labels, List<Optional<Type>> parts)
            throws UnsupportedComponent {
        List<Measure> measures = parts.stream().flatMap(Optional::stream).map(Type::measure).toList();
        Measure measure = Steps.measure(labels.size(), measures, offset);
        if (measure.size() > ComponentLimits.MAX_VALUE_TYPE_SIZE) {
            throw new UnsupportedComponent("a value type has more than " + ComponentLimits.MAX_VALUE_TYPE_SIZE
                    + " parts, which Wassette does not accept", offset);
        }
        return new ValueType(kind, Optional.empty(), labels, parts, measure);
    }

    private ValueType variant(List<DefValType.Case> cases) throws InvalidComponent, UnsupportedComponent {
        List<String> labels = checkedLabels(
                notEmpty(cases, "variant").stream().map(DefValType.Case::label).toList(), "case");
        List<Optional<Type>> parts = new ArrayList<>();
        for (DefValType.Case item : cases) {
            parts.add(optional(item.type()));
        }
        return node(Kind.VARIANT, labels, parts);
    }

    private ValueType tuple(List<ValType> elements) throws InvalidComponent, UnsupportedComponent {
        List<Optional<Type>> parts = new ArrayList<>();
        for (ValType element : notEmpty(elements, "tuple")) {
            parts.add(part(element));
        }
        return node(Kind.TUPLE, List.of(), parts);
    }

    private ValueType flags(List<String> labels) throws InvalidComponent, UnsupportedComponent {
        if (labels.size() > FLAGS_IN_32_BITS) {
            throw new InvalidComponent("flags have at most " + FLAGS_IN_32_BITS + " names, found " + labels.size(), offset);
        }
        return node(Kind.FLAGS, checkedLabels(notEmpty(labels, "flags"), "flag"), List.of());
    }

    private List<Optional<Type>> parts(List<LabelValType> fields) throws InvalidComponent {
        List<Optional<Type>> parts = new ArrayList<>();
        for (LabelValType field : notEmpty(fields, "record")) {
            parts.add(part(field.type()));
        }
        return parts;
    }

    private Optional<Type> part(ValType type) throws InvalidComponent {
        return Optional.of(use(type));
    }

    private Optional<Type> optional(Optional<ValType> type) throws InvalidComponent {
        return type.isEmpty() ? Optional.empty() : part(type.get());
    }

    private <T> List<T> notEmpty(List<T> elements, String kind) throws InvalidComponent {
        if (elements.isEmpty()) {
            throw new InvalidComponent("a type of the kind '" + kind + "' has no parts", offset);
        }
        return elements;
    }

    private List<String> labels(List<LabelValType> fields, String what) throws InvalidComponent {
        return checkedLabels(fields.stream().map(LabelValType::label).toList(), what);
    }

    private List<String> checkedLabels(List<String> labels, String what) throws InvalidComponent {
        Map<String, String> seen = new HashMap<>();
        for (String label : labels) {
            try {
                ExternName.label(label);
            } catch (ExternName.BadName e) {
                throw new InvalidComponent("the name of a " + what + " is not valid: " + e.getMessage(), offset);
            }
            String before = seen.put(ExternName.lowerCase(label), label);
            if (before != null) {
                throw new InvalidComponent("the " + what + " '" + label + "' has the name of the " + what + " '"
                        + before + "' before it", offset);
            }
        }
        return labels;
    }

    private static boolean containsBorrow(Type type) {
        return type instanceof ValueType value && (value.kind() == Kind.BORROW
                || value.parts().stream().flatMap(Optional::stream).anyMatch(ValueTypes::containsBorrow));
    }
}
