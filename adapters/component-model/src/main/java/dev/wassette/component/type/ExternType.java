package dev.wassette.component.type;

import dev.wassette.component.binary.Sort;

/// The type of something that can be imported or exported (Explainer, `externdesc`).
sealed interface ExternType {

    record OfModule(CoreModuleType type) implements ExternType {}

    record OfFunc(Type.FuncType type) implements ExternType {}

    /// The type of a type: that type.
    record OfType(Type type) implements ExternType {}

    record OfComponent(Type.ComponentType type) implements ExternType {}

    record OfInstance(Type.InstanceType type) implements ExternType {}

    /// {@return the sort of things that have this type}
    default Sort sort() {
        return switch (this) {
            case OfModule _ -> Sort.CORE_MODULE;
            case OfFunc _ -> Sort.FUNC;
            case OfType _ -> Sort.TYPE;
            case OfComponent _ -> Sort.COMPONENT;
            case OfInstance _ -> Sort.INSTANCE;
        };
    }

    /// {@return how large this is}
    default Type.Measure measure() {
        return switch (this) {
            case OfModule _ -> Type.Measure.ONE;
            case OfFunc(Type.FuncType type) -> type.measure();
            case OfType(Type type) -> type.measure();
            case OfComponent(Type.ComponentType type) -> type.measure();
            case OfInstance(Type.InstanceType type) -> type.measure();
        };
    }
}
