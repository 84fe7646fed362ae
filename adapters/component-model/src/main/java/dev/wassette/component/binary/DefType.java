package dev.wassette.component.binary;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/// What a type is (Binary Format, `deftype`, `resourcetype`).
public sealed interface DefType permits DefValType, DefType.Func, DefType.Component, DefType.Instance, DefType.Resource {

    /// A function type (`functype`).
    record Func(List<LabelValType> parameters, Optional<ValType> result) implements DefType {
        public Func {
            parameters = List.copyOf(parameters);
            Objects.requireNonNull(result);
        }
    }

    /// A component type (`componenttype`). Its index spaces start empty.
    record Component(List<Declaration> declarations) implements DefType {
        public Component {
            declarations = List.copyOf(declarations);
        }
    }

    /// An instance type (`instancetype`). Its index spaces start empty.
    record Instance(List<Declaration> declarations) implements DefType {
        public Instance {
            declarations = List.copyOf(declarations);
        }
    }

    /// A new resource type with an `i32` representation (`resourcetype`): each instance of the component makes
    /// another.
    ///
    /// @param destructor an index of core functions
    record Resource(OptionalInt destructor) implements DefType {
        public Resource {
            Objects.requireNonNull(destructor);
        }
    }
}
