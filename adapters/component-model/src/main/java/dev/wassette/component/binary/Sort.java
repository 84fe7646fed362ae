package dev.wassette.component.binary;

/// The kinds of things that have an index space (Binary Format, `sort` and `core:sort`).
public enum Sort {
    CORE_FUNC("core function"), CORE_TABLE("core table"), CORE_MEMORY("core memory"), CORE_GLOBAL("core global"),
    CORE_TYPE("core type"), CORE_MODULE("core module"), CORE_INSTANCE("core instance"),
    FUNC("function"), TYPE("type"), COMPONENT("component"), INSTANCE("instance");

    private final String noun;

    Sort(String noun) {
        this.noun = noun;
    }

    /// {@return whether this is one of the `core:sort`s}
    public boolean isCore() {
        return ordinal() < FUNC.ordinal();
    }

    /// {@return the name for messages, such as `core function`}
    @Override
    public String toString() {
        return noun;
    }
}
