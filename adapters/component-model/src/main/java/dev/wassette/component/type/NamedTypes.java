package dev.wassette.component.type;

import dev.wassette.component.UnsupportedComponent;
import dev.wassette.component.type.Type.FuncType;
import dev.wassette.component.type.Type.InstanceType;
import dev.wassette.component.type.Type.Kind;
import dev.wassette.component.type.Type.ResourceRef;
import dev.wassette.component.type.Type.ValueType;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The types that have a name outside their component: those that it imported or exported before. Imports and exports
/// may only be made of such types (Explainer, "Import and Export Definitions"): resources, records, variants, enums
/// and flags need a name of their own, the other value types need it for their parts.
final class NamedTypes {
    private final Optional<NamedTypes> outer;
    private final Set<Type> types = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Steps steps;

    private NamedTypes(Optional<NamedTypes> outer, Steps steps) {
        this.outer = outer;
        this.steps = steps;
    }

    NamedTypes(Steps steps) {
        this(Optional.empty(), steps);
    }

    /// Names what can be named through something that is imported or exported.
    void add(ExternType extern, int offset) throws UnsupportedComponent {
        steps.look(1, offset);
        switch (extern) {
            case ExternType.OfType(Type type) -> types.add(type);
            case ExternType.OfInstance(InstanceType type) -> {
                for (ExternType export : type.exports().values()) {
                    add(export, offset);
                }
            }
            case ExternType.OfFunc _, ExternType.OfModule _, ExternType.OfComponent _ -> { }
        }
    }

    /// {@return whether something may be imported or exported}
    boolean covers(ExternType extern, int offset) throws UnsupportedComponent {
        steps.look(1, offset);
        return switch (extern) {
            // A component type answers for itself: its own imports and exports were checked when it was defined.
            case ExternType.OfModule _, ExternType.OfComponent _ -> true;
            case ExternType.OfFunc(FuncType type) -> coversFunc(type, offset);
            case ExternType.OfType(Type type) -> coversContent(type, offset);
            case ExternType.OfInstance(InstanceType type) -> coversInstance(type.exports(), offset);
        };
    }

    private boolean coversContent(Type type, int offset) throws UnsupportedComponent {
        return switch (type) {
            case ResourceRef _, Type.ComponentType _ -> true;
            case ValueType value -> coversParts(value, offset);
            case FuncType func -> coversFunc(func, offset);
            case InstanceType instance -> coversInstance(instance.exports(), offset);
        };
    }

    private boolean coversFunc(FuncType type, int offset) throws UnsupportedComponent {
        for (ValueType parameter : type.parameters()) {
            if (!coversUse(parameter, offset)) {
                return false;
            }
        }
        return type.result().isEmpty() || coversUse(type.result().get(), offset);
    }

    private boolean coversInstance(Map<String, ExternType> exports, int offset) throws UnsupportedComponent {
        NamedTypes inside = new NamedTypes(Optional.of(this), steps);
        for (ExternType export : exports.values()) {
            if (!inside.covers(export, offset)) {
                return false;
            }
            inside.add(export, offset);
        }
        return true;
    }

    private boolean coversParts(ValueType type, int offset) throws UnsupportedComponent {
        for (Optional<Type> part : type.parts()) {
            if (part.isPresent() && !coversUse(part.get(), offset)) {
                return false;
            }
        }
        return true;
    }

    private boolean coversUse(Type type, int offset) throws UnsupportedComponent {
        steps.look(1, offset);
        if (isNamed(type)) {
            return true;
        }
        return type instanceof ValueType value && !needsName(value.kind()) && coversParts(value, offset);
    }

    private static boolean needsName(Kind kind) {
        return switch (kind) {
            case RECORD, VARIANT, ENUM, FLAGS -> true;
            case PRIMITIVE, LIST, TUPLE, OPTION, RESULT, OWN, BORROW -> false;
        };
    }

    private boolean isNamed(Type type) {
        return types.contains(type) || outer.map(around -> around.isNamed(type)).orElse(false);
    }
}
