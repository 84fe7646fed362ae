package dev.wassette.component.type;

import dev.wassette.component.InvalidComponent;
import dev.wassette.component.UnsupportedComponent;
import dev.wassette.component.binary.ComponentBinary;
import dev.wassette.component.type.Type.ComponentType;
import dev.wassette.component.type.Type.FuncType;
import dev.wassette.component.type.Type.InstanceType;
import dev.wassette.domain.wit.text.InterfacePath;
import dev.wassette.domain.wit.text.PackageName;
import dev.wassette.domain.wit.text.Preface;
import dev.wassette.domain.wit.text.TopLevel;
import dev.wassette.domain.wit.text.WitFile;
import dev.wassette.domain.wit.text.WorldItem;
import dev.wassette.domain.wit.text.WorldItem.Direction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The type of a component as a world in WIT: `package root:component` with the world `root`, and behind it the packages of
/// the interfaces that it imports and exports, with what the component knows of them.
///
/// The binary does not keep all of WIT: documentation and gates are lost, and a type that is another name of a primitive
/// type is written where it is used.
public final class WitWorld {
    private static final String PACKAGE = "root:component";
    private static final String WORLD = "root";

    /// The interfaces by their full names.
    private final Map<String, WitInterface> interfaces = new LinkedHashMap<>();
    private final WitNames names = new WitNames();
    private final WitInterface world = new WitInterface(Optional.empty(), names);
    private final List<WorldItem> externs = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    private WitWorld() {}

    /// {@return the world of a component}
    ///
    /// @throws UnsupportedComponent when the text would be too long
    public static WitFile of(ComponentBinary binary) throws InvalidComponent, UnsupportedComponent {
        ComponentType type = Validator.type(binary);
        if (type.measure().size() > TypeLimits.MAX_WORLD_SIZE) {
            throw new UnsupportedComponent("the types of this component have more than " + TypeLimits.MAX_WORLD_SIZE
                    + " parts when they are written out", binary.offset());
        }
        var world = new WitWorld();
        type.imports().forEach((name, extern) -> world.add(Direction.IMPORT, name, extern));
        type.exports().forEach((name, extern) -> world.add(Direction.EXPORT, name, extern));
        return world.file();
    }

    private void add(Direction direction, String name, ExternType extern) {
        switch (extern) {
            case ExternType.OfInstance(InstanceType type) when name.indexOf('/') >= 0 -> {
                interfaces.computeIfAbsent(name, _ -> new WitInterface(Optional.of(InterfacePath.of(name)), names))
                        .add(type.exports(), leftOut);
                extern(direction, new WorldItem.OfPath(InterfacePath.of(name)));
            }
            case ExternType.OfInstance(InstanceType type) -> {
                var inPlace = new WitInterface(Optional.empty(), names);
                inPlace.add(type.exports(), leftOut);
                extern(direction, new WorldItem.OfInterface(name, inPlace.items()));
            }
            case ExternType.OfFunc(FuncType type) -> {
                try {
                    extern(direction, new WorldItem.OfFunction(name, world.function(type)));
                } catch (WitNames.Unnamed e) {
                    leftOut.add(name + ": " + e.getMessage());
                }
            }
            case ExternType.OfType(Type type) -> world.add(Map.of(name, new ExternType.OfType(type)), leftOut);
            case ExternType.OfModule _, ExternType.OfComponent _ ->
                leftOut.add(direction.keyword() + " " + name + ": WIT has no word for the sort '" + extern.sort() + "'");
        }
    }

    private void extern(Direction direction, WorldItem.ExternType type) {
        externs.add(new WorldItem.Extern(Preface.NONE, direction, type));
    }

    private WitFile file() {
        List<WorldItem> items = new ArrayList<>();
        externs.stream().filter(item -> isImport(item)).forEach(items::add);
        items.addAll(world.worldItems());
        externs.stream().filter(item -> !isImport(item)).forEach(items::add);
        String docs = leftOut.isEmpty() ? "" : "WIT cannot say all of this component. Left out:\n" + String.join("\n", leftOut);
        List<TopLevel> all = new ArrayList<>();
        all.add(new TopLevel.World(Preface.docs(docs), WORLD, items));
        packages().forEach((name, contents) -> all.add(new TopLevel.NestedPackage(Preface.NONE, name, contents)));
        return new WitFile("", Optional.of(new PackageName(PACKAGE, Optional.empty())), all);
    }

    private static boolean isImport(WorldItem item) {
        return item instanceof WorldItem.Extern(_, Direction direction, _) && direction == Direction.IMPORT;
    }

    private Map<PackageName, List<TopLevel>> packages() {
        Map<PackageName, List<TopLevel>> packages = new LinkedHashMap<>();
        for (Map.Entry<String, WitInterface> entry : interfaces.entrySet()) {
            InterfacePath path = InterfacePath.of(entry.getKey());
            packages.computeIfAbsent(path.around().orElseThrow(), _ -> new ArrayList<>())
                    .add(new TopLevel.Interface(Preface.NONE, path.name(), entry.getValue().items()));
        }
        return packages;
    }
}
