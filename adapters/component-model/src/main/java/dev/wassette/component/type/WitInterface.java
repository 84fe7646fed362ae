package dev.wassette.component.type;

import dev.wassette.component.type.Type.FuncType;
import dev.wassette.component.type.Type.Kind;
import dev.wassette.component.type.Type.ResourceRef;
import dev.wassette.component.type.Type.ValueType;
import dev.wassette.component.type.WitNames.Home;
import dev.wassette.component.type.WitNames.Unnamed;
import dev.wassette.domain.wit.text.FunctionType;
import dev.wassette.domain.wit.text.InterfaceItem;
import dev.wassette.domain.wit.text.InterfacePath;
import dev.wassette.domain.wit.text.Preface;
import dev.wassette.domain.wit.text.TypeDefinition;
import dev.wassette.domain.wit.text.TypeUse;
import dev.wassette.domain.wit.text.UseTypes;
import dev.wassette.domain.wit.text.WorldItem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// An interface of WIT while it is put together from the types of instances; or the world itself, as far as types go.
final class WitInterface {
    private final Optional<InterfacePath> path;
    private final WitNames names;
    private final Map<Object, String> local = new IdentityHashMap<>();
    private final Set<String> typeNames = new HashSet<>();
    private final Set<String> memberNames = new HashSet<>();
    private final Map<InterfacePath, List<UseTypes.Name>> uses = new LinkedHashMap<>();
    private final Map<String, TypeDefinition> types = new LinkedHashMap<>();
    private final Map<String, List<TypeDefinition.Member>> members = new LinkedHashMap<>();
    private final Map<String, InterfaceItem> functions = new LinkedHashMap<>();

    /// @param path empty for an interface that nobody else can use
    WitInterface(Optional<InterfacePath> path, WitNames names) {
        this.path = path;
        this.names = names;
    }

    /// Adds what an instance exports and is not there yet: a component may import one part of an interface and export
    /// another.
    ///
    /// @param leftOut receives what WIT cannot say
    void add(Map<String, ExternType> exports, List<String> leftOut) {
        exports.forEach((name, extern) -> {
            try {
                switch (extern) {
                    case ExternType.OfType(Type type) -> type(name, type);
                    case ExternType.OfFunc(FuncType type) -> function(name, type);
                    case ExternType.OfModule _, ExternType.OfComponent _, ExternType.OfInstance _ ->
                        throw new Unnamed("WIT has no word for the sort '" + extern.sort() + "' here");
                }
            } catch (Unnamed e) {
                leftOut.add(path.map(own -> own + " ").orElse("") + name + ": " + e.getMessage());
            }
        });
    }

    private void type(String name, Type type) throws Unnamed {
        Object identity = WitNames.identity(type);
        Optional<Home> home = names.home(identity).filter(each -> !Optional.of(each.path()).equals(path));
        if (!typeNames.add(name)) {
            local.putIfAbsent(identity, name);
        } else if (home.isPresent() && !local.containsKey(identity)) {
            use(identity, home.get(), name);
        } else {
            TypeDefinition.Body body = local.containsKey(identity)
                    ? new TypeDefinition.Alias(new TypeUse.Named(local.get(identity))) : body(name, type);
            types.put(name, new TypeDefinition(Preface.NONE, name, body));
            local.putIfAbsent(identity, name);
        }
        path.ifPresent(own -> names.settle(identity, own, name));
    }

    private void use(Object identity, Home home, String name) {
        Optional<String> alias = home.name().equals(name) ? Optional.empty() : Optional.of(name);
        uses.computeIfAbsent(fromHere(home.path()), _ -> new ArrayList<>()).add(new UseTypes.Name(home.name(), alias));
        local.put(identity, name);
    }

    /// {@return the path without the package that this interface is in itself: with it, a package would depend on itself}
    private InterfacePath fromHere(InterfacePath other) {
        boolean samePackage = path.isPresent() && path.get().around().equals(other.around());
        return samePackage ? new InterfacePath(Optional.empty(), other.name()) : other;
    }

    private TypeDefinition.Body body(String name, Type type) throws Unnamed {
        return switch (type) {
            case ResourceRef _ -> new TypeDefinition.Resource(members.computeIfAbsent(name, _ -> new ArrayList<>()));
            case ValueType value -> body(value);
            case FuncType _, Type.InstanceType _, Type.ComponentType _ ->
                throw new Unnamed("WIT has no word for a type of this sort");
        };
    }

    private TypeDefinition.Body body(ValueType type) throws Unnamed {
        return switch (type.kind()) {
            case RECORD -> {
                List<TypeDefinition.Field> fields = new ArrayList<>();
                for (int i = 0; i < type.labels().size(); i++) {
                    fields.add(new TypeDefinition.Field("", type.labels().get(i), part(type, i).orElseThrow()));
                }
                yield new TypeDefinition.Record(fields);
            }
            case VARIANT -> {
                List<TypeDefinition.Case> cases = new ArrayList<>();
                for (int i = 0; i < type.labels().size(); i++) {
                    cases.add(new TypeDefinition.Case("", type.labels().get(i), part(type, i)));
                }
                yield new TypeDefinition.Variant(cases);
            }
            case ENUM -> new TypeDefinition.Enum(labels(type));
            case FLAGS -> new TypeDefinition.Flags(labels(type));
            case PRIMITIVE, LIST, TUPLE, OPTION, RESULT, OWN, BORROW -> new TypeDefinition.Alias(written(type));
        };
    }

    private static List<TypeDefinition.Label> labels(ValueType type) {
        return type.labels().stream().map(label -> new TypeDefinition.Label("", label)).toList();
    }

    private Optional<TypeUse> part(ValueType type, int index) throws Unnamed {
        Optional<Type> part = type.parts().get(index);
        return part.isEmpty() ? Optional.empty() : Optional.of(use((ValueType) part.get()));
    }

    private TypeUse use(ValueType type) throws Unnamed {
        String name = local.get(WitNames.identity(type));
        return name == null ? written(type) : new TypeUse.Named(name);
    }

    /// {@return the type in place, where that is possible}
    private TypeUse written(ValueType type) throws Unnamed {
        return switch (type.kind()) {
            case PRIMITIVE -> new TypeUse.Primitive(type.describe());
            case LIST -> new TypeUse.ListOf(part(type, 0).orElseThrow(), OptionalInt.empty());
            case OPTION -> new TypeUse.OptionOf(part(type, 0).orElseThrow());
            case RESULT -> new TypeUse.ResultOf(part(type, 0), part(type, 1));
            case TUPLE -> {
                List<TypeUse> elements = new ArrayList<>();
                for (int i = 0; i < type.parts().size(); i++) {
                    elements.add(part(type, i).orElseThrow());
                }
                yield new TypeUse.TupleOf(elements);
            }
            case OWN -> new TypeUse.Named(named(type.parts().getFirst().orElseThrow(), "resource"));
            case BORROW -> new TypeUse.Borrow(named(type.parts().getFirst().orElseThrow(), "resource"));
            case RECORD, VARIANT, ENUM, FLAGS -> new TypeUse.Named(named(type, type.describe()));
        };
    }

    /// {@return the name of a type here; where it has none yet, that of the interface it comes from}
    private String named(Type type, String kind) throws Unnamed {
        Object identity = WitNames.identity(type);
        if (!local.containsKey(identity)) {
            Home home = names.home(identity).orElseThrow(() -> new Unnamed("it needs a " + kind + " that has no name"));
            String name = free(home.name());
            typeNames.add(name);
            use(identity, home, name);
        }
        return local.get(identity);
    }

    private String free(String name) {
        String free = name;
        for (int i = 2; typeNames.contains(free) || functions.containsKey(free); i++) {
            free = name + "-v" + i;
        }
        return free;
    }

    FunctionType function(FuncType type) throws Unnamed {
        List<FunctionType.Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < type.labels().size(); i++) {
            parameters.add(new FunctionType.Parameter(type.labels().get(i), use(type.parameters().get(i))));
        }
        return new FunctionType(false, parameters,
                type.result().isEmpty() ? Optional.empty() : Optional.of(use(type.result().get())));
    }

    private void function(String name, FuncType type) throws Unnamed {
        FunctionType function = function(type);
        if (name.startsWith("[constructor]")) {
            String resource = name.substring("[constructor]".length());
            boolean plain = type.result().isPresent() && type.result().get().kind() == Kind.OWN;
            member(resource, new TypeDefinition.Constructor(Preface.NONE,
                    plain ? new FunctionType(false, function.parameters(), Optional.empty()) : function));
        } else if (name.startsWith("[method]")) {
            member(resource(name), new TypeDefinition.Method(Preface.NONE, own(name), new FunctionType(false,
                    function.parameters().subList(1, function.parameters().size()), function.result())));
        } else if (name.startsWith("[static]")) {
            member(resource(name), new TypeDefinition.Static(Preface.NONE, own(name), function));
        } else {
            functions.putIfAbsent(name, new InterfaceItem.Function(Preface.NONE, name, function));
        }
    }

    private static String resource(String name) {
        return name.substring(name.indexOf(']') + 1, name.indexOf('.'));
    }

    private static String own(String name) {
        return name.substring(name.indexOf('.') + 1);
    }

    private void member(String resource, TypeDefinition.Member member) {
        if (memberNames.add(resource + "." + name(member))) {
            members.computeIfAbsent(resource, _ -> new ArrayList<>()).add(member);
        }
    }

    private static String name(TypeDefinition.Member member) {
        return switch (member) {
            case TypeDefinition.Constructor _ -> "constructor";
            case TypeDefinition.Method(_, String name, _) -> name;
            case TypeDefinition.Static(_, String name, _) -> name;
        };
    }

    /// {@return what the interface holds: other interfaces' types, its own, functions}
    List<InterfaceItem> items() {
        List<InterfaceItem> items = new ArrayList<>(useTypes());
        items.addAll(definitions());
        items.addAll(functions.values());
        return items;
    }

    /// {@return the types of a world}
    List<WorldItem> worldItems() {
        List<WorldItem> items = new ArrayList<>(useTypes());
        items.addAll(definitions());
        return items;
    }

    private List<UseTypes> useTypes() {
        return uses.entrySet().stream().map(each -> new UseTypes(Preface.NONE, each.getKey(), each.getValue())).toList();
    }

    /// The functions of a resource come after it, so its definition is only now complete.
    private List<TypeDefinition> definitions() {
        return types.values().stream()
                .map(type -> type.body() instanceof TypeDefinition.Resource ? new TypeDefinition(type.preface(), type.name(),
                        new TypeDefinition.Resource(members.getOrDefault(type.name(), List.of()))) : type)
                .toList();
    }
}
