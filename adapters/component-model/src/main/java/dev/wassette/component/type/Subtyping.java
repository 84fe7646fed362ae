package dev.wassette.component.type;

import dev.wassette.component.UnsupportedComponent;
import dev.wassette.component.type.Type.ComponentType;
import dev.wassette.component.type.Type.FuncType;
import dev.wassette.component.type.Type.InstanceType;
import dev.wassette.component.type.Type.ResourceRef;
import dev.wassette.component.type.Type.ValueType;
import java.util.Map;
import java.util.Optional;

/// Whether one thing can stand where another is expected (Explainer, "Type Checking", and `Subtyping.md`): value types
/// and functions are the same or nothing, instances may export more, components may import less and export more.
///
/// Both sides are read through a [Substitution]. Where the expected side names a resource type that is still open, it
/// becomes the one that is found there.
final class Subtyping {
    private final Steps steps;
    private final int offset;

    Subtyping(Steps steps, int offset) {
        this.steps = steps;
        this.offset = offset;
    }

    /// A type with what its free resource types stand for.
    record View<T>(T type, Substitution names) {
        <U> View<U> with(U part) {
            return new View<>(part, names);
        }
    }

    void extern(View<ExternType> actual, View<ExternType> expected) throws Mismatch, UnsupportedComponent {
        steps.look(1, offset);
        switch (expected.type()) {
            case ExternType.OfModule(CoreModuleType wanted)
                    when actual.type() instanceof ExternType.OfModule(CoreModuleType found) ->
                    new CoreSubtyping(steps, offset).module(found, wanted);
            case ExternType.OfFunc(FuncType wanted)
                    when actual.type() instanceof ExternType.OfFunc(FuncType found) ->
                    func(actual.with(found), expected.with(wanted));
            case ExternType.OfType(Type wanted)
                    when actual.type() instanceof ExternType.OfType(Type found) ->
                    typeBound(actual.with(found), expected.with(wanted));
            case ExternType.OfComponent(ComponentType wanted)
                    when actual.type() instanceof ExternType.OfComponent(ComponentType found) ->
                    component(actual.with(found), expected.with(wanted));
            case ExternType.OfInstance(InstanceType wanted)
                    when actual.type() instanceof ExternType.OfInstance(InstanceType found) ->
                    instance(actual.with(found), expected.with(wanted));
            case ExternType.OfModule _, ExternType.OfFunc _, ExternType.OfType _, ExternType.OfComponent _,
                    ExternType.OfInstance _ ->
                    throw new Mismatch("expected: " + expected.type().sort() + ", found: " + actual.type().sort());
        }
    }

    private void typeBound(View<Type> actual, View<Type> expected) throws Mismatch, UnsupportedComponent {
        if (actual.type() instanceof ResourceRef(ResourceId found)
                && expected.type() instanceof ResourceRef(ResourceId wanted)
                && expected.names().isOpen(wanted)) {
            expected.names().bind(wanted, actual.names().resource(found));
        } else {
            sameType(actual, expected);
        }
        expected.names().bind(expected.type(), actual.type());
    }

    private void sameType(View<Type> actual, View<Type> expected) throws Mismatch, UnsupportedComponent {
        switch (expected.type()) {
            case ResourceRef wanted when actual.type() instanceof ResourceRef found ->
                    resource(actual.with(found), expected.with(wanted));
            case ValueType wanted when actual.type() instanceof ValueType found ->
                    value(actual.with(found), expected.with(wanted));
            case FuncType wanted when actual.type() instanceof FuncType found ->
                    func(actual.with(found), expected.with(wanted));
            case InstanceType wanted when actual.type() instanceof InstanceType found -> {
                instance(actual.with(found), expected.with(wanted));
                instance(expected.with(wanted), actual.with(found));
            }
            case ComponentType wanted when actual.type() instanceof ComponentType found -> {
                component(actual.with(found), expected.with(wanted));
                component(expected.with(wanted), actual.with(found));
            }
            case ResourceRef _, ValueType _, FuncType _, InstanceType _, ComponentType _ ->
                    throw new Mismatch("expected " + describe(expected.type()) + ", found "
                            + describe(actual.type()));
        }
    }

    private static String describe(Type type) {
        return switch (type) {
            case ResourceRef _ -> "a resource type";
            case ValueType value -> "the value type " + value.describe();
            case FuncType _ -> "a function type";
            case InstanceType _ -> "an instance type";
            case ComponentType _ -> "a component type";
        };
    }

    private void resource(View<ResourceRef> actual, View<ResourceRef> expected) throws Mismatch {
        if (actual.names().resource(actual.type().id()) != expected.names().resource(expected.type().id())) {
            throw new Mismatch("the resource types are not the same");
        }
    }

    private void value(View<ValueType> actual, View<ValueType> expected) throws Mismatch, UnsupportedComponent {
        ValueType found = actual.type();
        ValueType wanted = expected.type();
        steps.look(1 + wanted.labels().size(), offset);
        if (found.kind() != wanted.kind() || !found.primitive().equals(wanted.primitive())) {
            throw new Mismatch("expected " + wanted.describe() + ", found " + found.describe());
        }
        if (!found.labels().equals(wanted.labels())) {
            throw new Mismatch("expected " + wanted.describe() + " " + wanted.labels() + ", found " + found.labels());
        }
        if (found.parts().size() != wanted.parts().size()) {
            throw new Mismatch("expected " + wanted.parts().size() + " elements, found " + found.parts().size());
        }
        for (int i = 0; i < wanted.parts().size(); i++) {
            try {
                part(actual.with(found.parts().get(i)), expected.with(wanted.parts().get(i)));
            } catch (Mismatch e) {
                String part = wanted.labels().isEmpty() ? "" + i : "'" + wanted.labels().get(i) + "'";
                throw e.in("part " + part + " of a " + wanted.describe());
            }
        }
    }

    private <T extends Type> void part(View<Optional<T>> actual, View<Optional<T>> expected)
            throws Mismatch, UnsupportedComponent {
        if (actual.type().isPresent() != expected.type().isPresent()) {
            throw new Mismatch(expected.type().isPresent() ? "expected a type, found none"
                    : "expected no type, found one");
        }
        if (expected.type().isPresent()) {
            sameType(actual.with(actual.type().get()), expected.with(expected.type().get()));
        }
    }

    private void func(View<FuncType> actual, View<FuncType> expected) throws Mismatch, UnsupportedComponent {
        FuncType found = actual.type();
        FuncType wanted = expected.type();
        if (!found.labels().equals(wanted.labels())) {
            throw new Mismatch("expected the parameters " + wanted.labels() + ", found " + found.labels());
        }
        for (int i = 0; i < wanted.parameters().size(); i++) {
            try {
                sameType(actual.with(found.parameters().get(i)), expected.with(wanted.parameters().get(i)));
            } catch (Mismatch e) {
                throw e.in("the parameter '" + wanted.labels().get(i) + "'");
            }
        }
        try {
            part(actual.with(found.result()), expected.with(wanted.result()));
        } catch (Mismatch e) {
            throw e.in("the result");
        }
    }

    private void instance(View<InstanceType> actual, View<InstanceType> expected)
            throws Mismatch, UnsupportedComponent {
        Substitution names = expected.type().defined().isEmpty() ? expected.names()
                : expected.names().within(expected.type().defined());
        exports(actual.with(actual.type().exports()), new View<>(expected.type().exports(), names));
    }

    private void component(View<ComponentType> actual, View<ComponentType> expected)
            throws Mismatch, UnsupportedComponent {
        Substitution inner = actual.names().within(actual.type().imported());
        Substitution outer = expected.names().within(expected.type().defined());
        for (Map.Entry<String, ExternType> item : actual.type().imports().entrySet()) {
            ExternType given = expected.type().imports().get(item.getKey());
            if (given == null) {
                throw new Mismatch("the component needs the import '" + item.getKey() + "'");
            }
            named(new View<>(given, outer), new View<>(item.getValue(), inner), "import", item.getKey());
        }
        exports(new View<>(actual.type().exports(), inner), new View<>(expected.type().exports(), outer));
    }

    private void exports(View<Map<String, ExternType>> actual, View<Map<String, ExternType>> expected)
            throws Mismatch, UnsupportedComponent {
        for (Map.Entry<String, ExternType> item : expected.type().entrySet()) {
            ExternType found = actual.type().get(item.getKey());
            if (found == null) {
                throw new Mismatch("the export '" + item.getKey() + "' is missing");
            }
            named(actual.with(found), expected.with(item.getValue()), "export", item.getKey());
        }
    }

    private void named(View<ExternType> actual, View<ExternType> expected, String what, String name)
            throws Mismatch, UnsupportedComponent {
        try {
            extern(actual, expected);
        } catch (Mismatch e) {
            throw e.in("the " + what + " '" + name + "'");
        }
    }
}
