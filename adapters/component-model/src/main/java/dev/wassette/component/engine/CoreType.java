package dev.wassette.component.engine;

/// The value types of core WebAssembly that a module's imports and exports can name.
public enum CoreType {
    I32, I64, F32, F64, V128, FUNCREF, EXTERNREF;

    /// {@return whether a value fits into the 64 raw bits that cross between host and guest}
    public boolean isNumeric() {
        return switch (this) {
            case I32, I64, F32, F64 -> true;
            case V128, FUNCREF, EXTERNREF -> false;
        };
    }
}
