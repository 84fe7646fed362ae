package dev.wassette.application.actor;

import java.util.Objects;
import java.util.function.Supplier;

/// Who is at work on this thread, for the record only: no permission depends on it.
public final class Acting {
    private static final ScopedValue<String> NAME = ScopedValue.newInstance();

    private Acting() {}

    /// Works in somebody's name.
    public static <T> T as(String name, Supplier<T> work) {
        return ScopedValue.where(NAME, Objects.requireNonNull(name)).call(work::get);
    }

    /// {@return who is at work; `otherwise` when nobody said}
    public static String name(String otherwise) {
        return NAME.orElse(otherwise);
    }
}
