package dev.wassette.component.type;

import dev.wassette.component.InvalidComponent;
import dev.wassette.component.UnsupportedComponent;
import dev.wassette.component.binary.Canon;
import dev.wassette.component.binary.CoreExternType;
import dev.wassette.component.binary.Sort;
import dev.wassette.component.engine.CoreFunctionType;
import dev.wassette.component.engine.CoreType;
import dev.wassette.component.type.Flattening.FlatFunction;
import dev.wassette.component.type.Type.FuncType;
import dev.wassette.component.type.Type.ResourceRef;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Canonical definitions (Canonical ABI, "Canonical Definitions").
final class CanonRules {
    private static final CoreFunctionType I32_TO_I32 =
            new CoreFunctionType(List.of(CoreType.I32), List.of(CoreType.I32));
    private static final CoreFunctionType I32_TO_NOTHING = new CoreFunctionType(List.of(CoreType.I32), List.of());
    private static final CoreFunctionType REALLOC =
            new CoreFunctionType(List.of(CoreType.I32, CoreType.I32, CoreType.I32, CoreType.I32), List.of(CoreType.I32));

    private final Flattening flattening = new Flattening();
    private final Steps steps;

    CanonRules(Steps steps) {
        this.steps = steps;
    }

    void canon(Scope scope, Canon canon) throws InvalidComponent, UnsupportedComponent {
        switch (canon) {
            case Canon.Lift lift -> lift(scope, lift);
            case Canon.Lower lower -> lower(scope, lower);
            case Canon.ResourceNew(int offset, int index) -> {
                requireLocal(scope, index, offset);
                scope.coreFunctions.add(I32_TO_I32);
            }
            case Canon.ResourceRep(int offset, int index) -> {
                requireLocal(scope, index, offset);
                scope.coreFunctions.add(I32_TO_I32);
            }
            case Canon.ResourceDrop(int offset, int index) -> {
                new ValueTypes(scope, offset).resource(index);
                scope.coreFunctions.add(I32_TO_NOTHING);
            }
        }
    }

    private void lift(Scope scope, Canon.Lift lift) throws InvalidComponent, UnsupportedComponent {
        int offset = lift.offset();
        FuncType type = scope.funcType(lift.type(), offset);
        steps.walk(type.measure(), offset);
        CoreFunctionType core = scope.coreFunction(lift.function(), offset);
        FlatFunction flat = flattening.lifted(type);
        options(scope, lift.options(), offset);
        if (flat.parametersInMemory() || flat.resultInMemory()) {
            requireMemory(lift.options(), offset);
        }
        if (flat.parametersInMemory()) {
            requireRealloc(lift.options(), offset);
        }
        if (!core.equals(flat.type())) {
            throw new InvalidComponent("the core function to lift is a " + describe(core) + ", but its component type"
                    + " needs a " + describe(flat.type()), offset);
        }
        if (lift.options().postReturn().isPresent()) {
            CoreFunctionType found = scope.coreFunction(lift.options().postReturn().getAsInt(), offset);
            if (!found.equals(new CoreFunctionType(core.results(), List.of()))) {
                throw new InvalidComponent("`post-return` takes what the lifted function returns and returns nothing;"
                        + " found a " + describe(found), offset);
            }
        }
        scope.functions.add(type);
    }

    private void lower(Scope scope, Canon.Lower lower) throws InvalidComponent, UnsupportedComponent {
        int offset = lower.offset();
        FuncType type = Scope.at(scope.functions, lower.function(), Sort.FUNC, offset);
        steps.walk(type.measure(), offset);
        FlatFunction flat = flattening.lowered(type);
        options(scope, lower.options(), offset);
        if (flat.parametersInMemory() || flat.resultInMemory()) {
            requireMemory(lower.options(), offset);
        }
        if (flat.contentInResult()) {
            requireRealloc(lower.options(), offset);
        }
        if (lower.options().postReturn().isPresent()) {
            throw new InvalidComponent("`post-return` belongs to `canon lift`, not to `canon lower`", offset);
        }
        scope.coreFunctions.add(flat.type());
    }

    private static void options(Scope scope, Canon.Options options, int offset) throws InvalidComponent {
        Set<String> seen = new HashSet<>();
        for (Canon.Option option : options.list()) {
            String name = switch (option) {
                case Canon.Encoding _ -> "string-encoding";
                case Canon.Memory _ -> "memory";
                case Canon.PostReturn _ -> "post-return";
                case Canon.Realloc _ -> "realloc";
            };
            if (!seen.add(name)) {
                throw new InvalidComponent("the option `" + name + "` is given more than once", offset);
            }
            switch (option) {
                case Canon.Encoding _ -> { }
                case Canon.Memory(int index) -> Scope.at(scope.coreMemories, index, Sort.CORE_MEMORY, offset);
                case Canon.PostReturn(int index) -> scope.coreFunction(index, offset);
                case Canon.Realloc(int index) -> {
                    requireMemory(options, offset);
                    CoreFunctionType found = scope.coreFunction(index, offset);
                    if (!found.equals(REALLOC)) {
                        throw new InvalidComponent("`realloc` is a " + describe(REALLOC) + ", found a " + describe(found), offset);
                    }
                }
            }
        }
    }

    private static void requireMemory(Canon.Options options, int offset) throws InvalidComponent {
        if (options.memory().isEmpty()) {
            throw new InvalidComponent("the option `memory` is missing: strings, lists or many values pass through"
                    + " memory", offset);
        }
    }

    private static void requireRealloc(Canon.Options options, int offset) throws InvalidComponent {
        if (options.realloc().isEmpty()) {
            throw new InvalidComponent("the option `realloc` is missing: values are put into the guest's memory",
                    offset);
        }
    }

    private static void requireLocal(Scope scope, int index, int offset) throws InvalidComponent {
        ResourceRef resource = new ValueTypes(scope, offset).resource(index);
        if (!scope.localResources.contains(resource.id())) {
            throw new InvalidComponent("type " + index + " is not a resource that this component defines itself", offset);
        }
    }

    private static String describe(CoreFunctionType type) {
        return new CoreExternType.Func(type).toString();
    }

    /// Checks the destructor of a resource.
    static void destructor(CoreFunctionType found, int offset) throws InvalidComponent {
        if (!found.equals(I32_TO_NOTHING)) {
            throw new InvalidComponent("a destructor is a " + describe(I32_TO_NOTHING) + ", found a " + describe(found), offset);
        }
    }
}
