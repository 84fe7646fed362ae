package dev.wassette.component.type;

import dev.wassette.component.InvalidComponent;
import dev.wassette.component.binary.ExternName;
import dev.wassette.component.type.Type.FuncType;
import dev.wassette.component.type.Type.Kind;
import dev.wassette.component.type.Type.ResourceRef;
import dev.wassette.component.type.Type.ValueType;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The names of the imports, or of the exports, of one scope: each well formed, no two alike, and those of methods,
/// static functions and constructors only on functions that fit (Binary Format, "Import and Export Definitions").
final class ExternNames {
    private final String what;
    private final Map<String, String> seen = new HashMap<>();
    private final Map<String, ResourceRef> resources = new HashMap<>();
    private final Map<Type, String> labels = new IdentityHashMap<>();

    /// @param what `import` or `export`, for messages
    ExternNames(String what) {
        this.what = what;
    }

    /// Adds an import.
    void addImport(String name, ExternType type, int offset) throws InvalidComponent {
        try {
            add(ExternName.ofImport(name), name, type, offset);
        } catch (ExternName.BadName e) {
            throw badName(name, e.getMessage(), offset);
        }
    }

    /// Adds an export.
    void addExport(String name, ExternType type, int offset) throws InvalidComponent {
        try {
            add(ExternName.ofExport(name), name, type, offset);
        } catch (ExternName.BadName e) {
            throw badName(name, e.getMessage(), offset);
        }
    }

    /// Adds an export of an instance that is made of things that exist already. Such an instance is no scope in which
    /// a resource could have a name.
    void addInlineExport(String name, ExternType type, int offset) throws InvalidComponent {
        addExport(name, type, offset);
        resources.clear();
        labels.clear();
    }

    private void add(ExternName parsed, String name, ExternType type, int offset) throws InvalidComponent {
        String before = seen.putIfAbsent(parsed.uniqueKey(), name);
        if (before != null) {
            throw badName(name, "it is too close to the " + what + " '" + before + "'", offset);
        }
        switch (parsed) {
            case ExternName.Plain(String label) when type instanceof ExternType.OfType(ResourceRef resource) -> {
                resources.put(ExternName.lowerCase(label), resource);
                labels.put(resource, ExternName.lowerCase(label));
            }
            case ExternName.Constructor(String label) -> constructor(func(type, name, offset), label, name, offset);
            case ExternName.Method(String label, _) -> method(func(type, name, offset), label, name, offset);
            case ExternName.Static(String label, _) -> {
                func(type, name, offset);
                if (!resources.containsKey(ExternName.lowerCase(label))) {
                    throw badName(name, "no resource '" + label + "' comes before it", offset);
                }
            }
            case ExternName.Plain _, ExternName.Interface _, ExternName.Dependency _ -> { }
        }
    }

    private FuncType func(ExternType type, String name, int offset) throws InvalidComponent {
        if (type instanceof ExternType.OfFunc(FuncType func)) {
            return func;
        }
        throw badName(name, "only functions have such names, and this is not one (" + type.sort() + ")", offset);
    }

    private void constructor(FuncType type, String label, String name, int offset) throws InvalidComponent {
        Optional<ValueType> result = type.result();
        if (result.isPresent() && result.get().kind() == Kind.RESULT) {
            result = result.get().parts().getFirst().map(ValueType.class::cast);
        }
        if (result.isEmpty() || !isHandle(result.get(), Kind.OWN, label)) {
            throw badName(name, "the function must return `own<" + label + ">`, or a result with it", offset);
        }
    }

    private void method(FuncType type, String label, String name, int offset) throws InvalidComponent {
        List<ValueType> parameters = type.parameters();
        if (parameters.isEmpty() || !type.labels().getFirst().equals("self")
                || !isHandle(parameters.getFirst(), Kind.BORROW, label)) {
            throw badName(name, "the first parameter must be `self: borrow<" + label + ">`", offset);
        }
    }

    private boolean isHandle(ValueType type, Kind kind, String label) {
        return type.kind() == kind
                && ExternName.lowerCase(label).equals(labels.get(type.parts().getFirst().orElseThrow()));
    }

    private InvalidComponent badName(String name, String reason, int offset) {
        return new InvalidComponent("the name of the " + what + " '" + name + "' is not valid: " + reason, offset);
    }
}
