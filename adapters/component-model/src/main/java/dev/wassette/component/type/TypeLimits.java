package dev.wassette.component.type;

/// How much of a component's type is written out.
public final class TypeLimits {

    /// How many nodes and labels the type of a component may have to be printed: 1,000,000.
    ///
    /// Attack: functions share a type in the file, and each has a copy of it in the text. 50 MB of functions with a type of
    /// 10,000 parts would be a text of terabytes. A component that imports most of WASI 0.2 has under 5,000.
    public static final int MAX_WORLD_SIZE = 1_000_000;

    private TypeLimits() {}
}
