package dev.wassette.component.plan;

import dev.wassette.component.UnsupportedComponent;
import dev.wassette.component.binary.ComponentBinary;
import dev.wassette.component.binary.DefType;
import dev.wassette.component.binary.Definition;
import dev.wassette.component.binary.Export;
import dev.wassette.component.binary.ExportDeclaration;
import dev.wassette.component.binary.ExternDesc;
import dev.wassette.component.binary.Sort;
import dev.wassette.domain.wit.FunctionName;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds the functions that a component exports, by themselves and in instances.
final class Exports {
    private Exports() {}

    static void collect(ComponentBinary root, Frame frame, Item.Instance instance, PlanBuilder plan)
            throws UnsupportedComponent {
        for (Definition definition : root.definitions()) {
            if (definition instanceof Export export) {
                switch (instance.export(export.name())) {
                    case Item.Function function ->
                        plan.export(new FunctionName(Optional.empty(), export.name()), function, export.offset());
                    case Item.Instance exported -> collect(export, exported, frame, plan);
                    case Item _ -> { }
                }
            }
        }
    }

    private static void collect(Export export, Item.Instance instance, Frame frame, PlanBuilder plan)
            throws UnsupportedComponent {
        plan.spend(instance.exports().size(), export.offset());
        Optional<Set<String>> visible = export.type().map(type -> names(type, frame));
        for (Map.Entry<String, Item> entry : instance.exports().entrySet()) {
            if (entry.getValue() instanceof Item.Function function
                    && visible.map(names -> names.contains(entry.getKey())).orElse(true)) {
                plan.export(new FunctionName(Optional.of(export.name()), entry.getKey()), function,
                        export.offset());
            }
        }
    }

    /// {@return what an instance of this type shows: it may be exported as less than it is}
    private static Set<String> names(ExternDesc type, Frame frame) {
        DefType.Instance instance =
                ((Item.InstanceType) frame.get(Sort.TYPE, ((ExternDesc.Instance) type).type())).type();
        return instance.declarations().stream().filter(ExportDeclaration.class::isInstance)
                .map(declaration -> ((ExportDeclaration) declaration).name()).collect(Collectors.toSet());
    }
}
