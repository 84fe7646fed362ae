package dev.wassette.component.plan;

import dev.wassette.component.binary.ComponentBinary;
import dev.wassette.component.binary.Definition;
import dev.wassette.component.binary.Export;
import dev.wassette.component.binary.Instance;
import dev.wassette.component.binary.Sort;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Names for the resources that a component defines. The format gives them none; what they are exported as comes first,
/// then what they are passed on as.
final class ResourceNames {
    /// What component encoders put before the name of a type that they pass to a nested component.
    private static final String IMPORT_PREFIX = "import-type-";
    private final Map<Integer, String> names = new HashMap<>();

    ResourceNames(ComponentBinary component) {
        for (Definition definition : component.definitions()) {
            switch (definition) {
                case Export export when export.item().sort() == Sort.TYPE ->
                    names.put(export.item().index(), export.name());
                case Instance.Instantiate(_, _, List<Instance.Item> arguments) -> addArguments(arguments);
                default -> { }
            }
        }
    }

    private void addArguments(List<Instance.Item> arguments) {
        for (Instance.Item argument : arguments) {
            if (argument.item().sort() == Sort.TYPE) {
                String name = argument.name();
                names.putIfAbsent(argument.item().index(),
                        name.startsWith(IMPORT_PREFIX) ? name.substring(IMPORT_PREFIX.length()) : name);
            }
        }
    }

    /// {@return the name of the resource type with this index; `resource` where it has none}
    String name(int type) {
        return names.getOrDefault(type, "resource");
    }
}
