package dev.wassette.component.binary;

/// The type of an import or an export (Binary Format, `externdesc`).
public sealed interface ExternDesc {

    /// {@return the sort of things that have this type}
    default Sort sort() {
        return switch (this) {
            case CoreModule _ -> Sort.CORE_MODULE;
            case Func _ -> Sort.FUNC;
            case TypeEq _, SubResource _ -> Sort.TYPE;
            case Component _ -> Sort.COMPONENT;
            case Instance _ -> Sort.INSTANCE;
        };
    }

    /// A core module.
    ///
    /// @param type an index of core types
    record CoreModule(int type) implements ExternDesc {}

    /// A function.
    ///
    /// @param type an index of types
    record Func(int type) implements ExternDesc {}

    /// The type `type` itself (`typebound`, `eq`).
    ///
    /// @param type an index of types
    record TypeEq(int type) implements ExternDesc {}

    /// Some resource type, different from all others (`typebound`, `sub resource`).
    record SubResource() implements ExternDesc {}

    /// A component.
    ///
    /// @param type an index of types
    record Component(int type) implements ExternDesc {}

    /// An instance.
    ///
    /// @param type an index of types
    record Instance(int type) implements ExternDesc {}
}
