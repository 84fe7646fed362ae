package dev.wassette.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.reflect.AccessFlag;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What ArchUnit has no words for.
final class Conditions {
    private Conditions() {}

    /// {@return classes that have a state or a way to the world: no interfaces, enums, records, exceptions or anonymous
    /// classes}
    static DescribedPredicate<JavaClass> hold() {
        return describe("hold something", type -> !isShape(type) && !type.isAnonymousClass());
    }

    static ArchCondition<JavaClass> takeInEachConstructor(Class<?> parameter) {
        return condition("take a " + parameter.getSimpleName() + " in each constructor", type -> type.getConstructors()
                .stream()
                .allMatch(constructor -> constructor.getRawParameterTypes().stream()
                        .anyMatch(raw -> raw.isEquivalentTo(parameter) || isBehindTheSameGate(type, raw))));
    }

    /// Whoever made that has taken one.
    private static boolean isBehindTheSameGate(JavaClass type, JavaClass parameter) {
        return parameter.getPackageName().equals(type.getPackageName()) && !isShape(parameter)
                && !parameter.isEquivalentTo(type.reflect());
    }

    static ArchCondition<JavaClass> beInterfaceRecordEnumOrException() {
        return condition("be an interface, record, enum or exception", Conditions::isShape);
    }

    static ArchCondition<JavaClass> permitOnlyValues() {
        return condition("permit only values", type -> permitted(type).allMatch(Conditions::isValue));
    }

    private static boolean isShape(JavaClass type) {
        return type.isInterface() || type.isRecord() || type.isEnum() || type.isAssignableTo(Throwable.class);
    }

    private static Stream<Class<?>> permitted(JavaClass type) {
        Class<?> loaded = type.reflect();
        return loaded.isSealed() && !loaded.isEnum() ? Stream.of(loaded.getPermittedSubclasses()) : Stream.empty();
    }

    private static boolean isValue(Class<?> type) {
        boolean finalException =
                Throwable.class.isAssignableFrom(type) && type.accessFlags().contains(AccessFlag.FINAL);
        return type.isRecord() || type.isEnum() || type.isSealed() || finalException;
    }

    private static ArchCondition<JavaClass> condition(String description, Predicate<JavaClass> holds) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean satisfied = holds.test(type);
                events.add(new SimpleConditionEvent(
                        type, satisfied, type.getName() + (satisfied ? " does " : " does not ") + description));
            }
        };
    }
}
