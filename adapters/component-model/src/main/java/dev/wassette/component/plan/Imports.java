package dev.wassette.component.plan;

import dev.wassette.component.UnlinkableComponent;
import dev.wassette.component.UnsupportedComponent;
import dev.wassette.component.binary.Alias;
import dev.wassette.component.binary.CoreTypeDefinition;
import dev.wassette.component.binary.Declaration;
import dev.wassette.component.binary.ExportDeclaration;
import dev.wassette.component.binary.ExternDesc;
import dev.wassette.component.binary.Import;
import dev.wassette.component.binary.Sort;
import dev.wassette.component.binary.TypeDefinition;
import dev.wassette.domain.wit.ResourceType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Makes descriptions of what the root component imports from the host, out of the types of its imports.
final class Imports {
    private final PlanBuilder plan;

    Imports(PlanBuilder plan) {
        this.plan = plan;
    }

    Item resolve(Import definition, Frame frame) throws UnlinkableComponent, UnsupportedComponent {
        return switch (definition.type()) {
            case ExternDesc.Instance(int type) -> instance(ImportName.of(definition.name()),
                    (Item.InstanceType) frame.get(Sort.TYPE, type), definition.offset());
            case ExternDesc other -> item(Optional.empty(), definition.name(), other, frame, definition.offset());
        };
    }

    private Item.Instance instance(ImportName name, Item.InstanceType type, int offset)
            throws UnlinkableComponent, UnsupportedComponent {
        Frame frame = new Frame(type.scope(), -1);
        Map<String, Item> exports = new LinkedHashMap<>();
        for (Declaration declaration : type.type().declarations()) {
            plan.spend(Cost.of(declaration), offset);
            switch (declaration) {
                case CoreTypeDefinition _ -> frame.add(Sort.CORE_TYPE, new Item.OpaqueType());
                case TypeDefinition definition -> frame.add(Sort.TYPE, Types.item(definition.type(), frame));
                case Alias alias -> frame.add(alias.sort(), Aliases.resolve(alias, frame));
                case ExportDeclaration export -> {
                    Item item = item(Optional.of(name), export.name(), export.type(), frame, offset);
                    frame.add(export.type().sort(), item);
                    exports.put(export.name(), item);
                }
                case Import _ -> throw new IllegalStateException("an instance type imports nothing");
            }
        }
        return new Item.Instance(exports);
    }

    private Item item(Optional<ImportName> instance, String name, ExternDesc type, Frame frame, int offset)
            throws UnlinkableComponent {
        return switch (type) {
            case ExternDesc.Func(int function) -> plan.importFunction(
                    new ImportedFunction(instance, name, frame.functionType(function).signature(), offset));
            case ExternDesc.TypeEq(int same) -> frame.get(Sort.TYPE, same);
            case ExternDesc.SubResource() -> plan.importResource(new ImportedResource(instance,
                    new ResourceType.Host(instance.map(ImportName::base).orElse(""), name), offset));
            case ExternDesc.CoreModule _, ExternDesc.Component _, ExternDesc.Instance _ ->
                throw new UnlinkableComponent("the component imports the " + type.sort() + " '" + name + "'"
                        + instance.map(around -> " of " + around).orElse("")
                        + ", but a host offers only interfaces of functions and types", offset);
        };
    }
}
