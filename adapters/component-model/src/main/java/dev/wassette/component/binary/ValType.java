package dev.wassette.component.binary;

import dev.wassette.domain.wit.WitType;
import java.util.Objects;

/// The use of a value type (Binary Format, `valtype`).
public sealed interface ValType {

    /// A type without parts, named directly.
    record Primitive(WitType.Primitive type) implements ValType {
        public Primitive {
            Objects.requireNonNull(type);
        }
    }

    /// A type defined before.
    ///
    /// @param type an index of types
    record Index(int type) implements ValType {}
}
