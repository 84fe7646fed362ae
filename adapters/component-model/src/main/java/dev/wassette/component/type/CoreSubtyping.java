package dev.wassette.component.type;

import dev.wassette.component.UnsupportedComponent;
import dev.wassette.component.binary.CoreExternType;
import dev.wassette.component.binary.CoreExternType.Limits;
import java.util.Map;

/// Subtypes among the types of core WebAssembly (core specification, "Import Subtyping"; Explainer, module types).
final class CoreSubtyping {
    private final Steps steps;
    private final int offset;

    CoreSubtyping(Steps steps, int offset) {
        this.steps = steps;
        this.offset = offset;
    }

    void module(CoreModuleType actual, CoreModuleType expected) throws Mismatch, UnsupportedComponent {
        for (Map.Entry<CoreModuleType.ImportName, CoreExternType> item : actual.imports().entrySet()) {
            CoreExternType given = expected.imports().get(item.getKey());
            if (given == null) {
                throw new Mismatch("the module needs the import " + item.getKey());
            }
            extern(given, item.getValue(), "the import ", item.getKey());
        }
        for (Map.Entry<String, CoreExternType> item : expected.exports().entrySet()) {
            CoreExternType found = actual.exports().get(item.getKey());
            if (found == null) {
                throw new Mismatch("the module lacks the export '" + item.getKey() + "'");
            }
            extern(found, item.getValue(), "the export ", item.getKey());
        }
    }

    void extern(CoreExternType actual, CoreExternType expected, String what, Object name)
            throws Mismatch, UnsupportedComponent {
        steps.look(weight(expected), offset);
        boolean fits = switch (expected) {
            case CoreExternType.Func _, CoreExternType.Global _ -> actual.equals(expected);
            case CoreExternType.Memory(Limits wanted) ->
                    actual instanceof CoreExternType.Memory(Limits found) && limits(found, wanted);
            case CoreExternType.Table(var element, Limits wanted) ->
                    actual instanceof CoreExternType.Table(var elementFound, Limits found)
                            && element == elementFound && limits(found, wanted);
        };
        if (!fits) {
            throw new Mismatch("in " + what + name + ", expected: " + expected + ", found: " + actual);
        }
    }

    private static int weight(CoreExternType type) {
        return type instanceof CoreExternType.Func(var func) ? 1 + func.parameters().size() + func.results().size() : 1;
    }

    private static boolean limits(Limits found, Limits wanted) {
        boolean maxFits = wanted.max().isEmpty()
                || found.max().isPresent() && found.max().getAsLong() <= wanted.max().getAsLong();
        return found.min() >= wanted.min() && maxFits;
    }
}
