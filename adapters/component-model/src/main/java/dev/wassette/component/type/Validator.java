package dev.wassette.component.type;

import dev.wassette.component.InvalidComponent;
import dev.wassette.component.UnsupportedComponent;
import dev.wassette.component.binary.Alias;
import dev.wassette.component.binary.Canon;
import dev.wassette.component.binary.ComponentBinary;
import dev.wassette.component.binary.CoreExternType;
import dev.wassette.component.binary.CoreInstance;
import dev.wassette.component.binary.CoreModule;
import dev.wassette.component.binary.CoreTypeDefinition;
import dev.wassette.component.binary.CustomSection;
import dev.wassette.component.binary.Declaration;
import dev.wassette.component.binary.DefType;
import dev.wassette.component.binary.DefValType;
import dev.wassette.component.binary.Definition;
import dev.wassette.component.binary.Export;
import dev.wassette.component.binary.ExportDeclaration;
import dev.wassette.component.binary.ExternDesc;
import dev.wassette.component.binary.Import;
import dev.wassette.component.binary.Instance;
import dev.wassette.component.binary.NestedComponent;
import dev.wassette.component.binary.Sort;
import dev.wassette.component.binary.TypeDefinition;
import dev.wassette.component.type.Subtyping.View;
import dev.wassette.component.type.Type.ComponentType;
import dev.wassette.component.type.Type.InstanceType;
import dev.wassette.component.type.Type.Measure;
import dev.wassette.component.type.Type.ResourceRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Checks everything about a component that can be known without running it. What passes can be planned and
/// instantiated without further checks of indices, names and types.
///
/// The bodies of core modules are not looked at: that is for the engine that compiles them.
public final class Validator {
    private final Steps steps = new Steps();
    private final CanonRules canonRules = new CanonRules(steps);

    private Validator() {}

    /// Validates a component with all components inside it. The time is bounded by the length of the file and
    /// [dev.wassette.component.binary.ComponentLimits#MAX_TYPE_STEPS].
    ///
    /// @throws InvalidComponent when a rule is broken
    /// @throws UnsupportedComponent when one of the limits is passed
    public static void validate(ComponentBinary component) throws InvalidComponent, UnsupportedComponent {
        type(component);
    }

    /// Validates a component like [#validate].
    ///
    /// @return its type
    static ComponentType type(ComponentBinary component) throws InvalidComponent, UnsupportedComponent {
        return new Validator().component(component, Optional.empty());
    }

    private ComponentType component(ComponentBinary component, Optional<Scope> parent)
            throws InvalidComponent, UnsupportedComponent {
        Scope scope = new Scope(Scope.Of.COMPONENT, parent, steps);
        for (Definition definition : component.definitions()) {
            definition(scope, definition);
        }
        return componentType(scope, component.offset());
    }

    private void definition(Scope scope, Definition definition) throws InvalidComponent, UnsupportedComponent {
        switch (definition) {
            case CoreModule module -> scope.coreModules.add(CoreModuleType.of(module));
            case CoreInstance instance -> scope.coreInstances.add(coreInstance(scope, instance));
            case CoreTypeDefinition type ->
                    scope.coreTypes.add(new CoreTypeRules(scope).type(type.type()));
            case NestedComponent(_, ComponentBinary component) ->
                    scope.components.add(component(component, Optional.of(scope)));
            case Instance instance -> scope.instances.add(instance(scope, instance));
            case Alias alias -> alias(scope, alias);
            case TypeDefinition type -> scope.types.add(type(scope, type));
            case Canon canon -> canonRules.canon(scope, canon);
            case Import item -> importDefinition(scope, item);
            case Export export -> export(scope, export);
            case CustomSection _ -> { }
        }
    }

    private static ComponentType componentType(Scope scope, int offset) throws UnsupportedComponent {
        List<Measure> parts = measures(scope.imports);
        parts.addAll(measures(scope.exports));
        return new ComponentType(scope.imports, scope.exports, scope.importedResources, scope.definedResources,
                Steps.measure(0, parts, offset));
    }

    private static List<Measure> measures(Map<String, ExternType> externs) {
        List<Measure> measures = new ArrayList<>(externs.size());
        for (ExternType extern : externs.values()) {
            measures.add(extern.measure());
        }
        return measures;
    }

    private Map<String, CoreExternType> coreInstance(Scope scope, CoreInstance instance)
            throws InvalidComponent, UnsupportedComponent {
        return switch (instance) {
            case CoreInstance.Instantiate instantiate -> coreInstantiate(scope, instantiate);
            case CoreInstance.InlineExports(int offset, List<CoreInstance.Export> exports) -> {
                Map<String, CoreExternType> types = new HashMap<>();
                for (CoreInstance.Export export : exports) {
                    if (types.put(export.name(), scope.coreExtern(export, offset)) != null) {
                        throw new InvalidComponent("a core instance exports '" + export.name() + "' twice", offset);
                    }
                }
                yield types;
            }
        };
    }

    private Map<String, CoreExternType> coreInstantiate(Scope scope, CoreInstance.Instantiate instantiate)
            throws InvalidComponent, UnsupportedComponent {
        int offset = instantiate.offset();
        CoreModuleType module = Scope.at(scope.coreModules, instantiate.module(), Sort.CORE_MODULE, offset);
        Map<String, Map<String, CoreExternType>> arguments = new HashMap<>();
        for (CoreInstance.Argument argument : instantiate.arguments()) {
            var exports = Scope.at(scope.coreInstances, argument.instance(), Sort.CORE_INSTANCE, offset);
            if (arguments.put(argument.name(), exports) != null) {
                throw new InvalidComponent("the argument '" + argument.name() + "' is given twice", offset);
            }
        }
        CoreSubtyping subtyping = new CoreSubtyping(steps, offset);
        for (Map.Entry<CoreModuleType.ImportName, CoreExternType> item : module.imports().entrySet()) {
            CoreExternType given =
                    arguments.getOrDefault(item.getKey().module(), Map.of()).get(item.getKey().name());
            if (given == null) {
                throw new InvalidComponent("nothing is given for the import " + item.getKey() + " of a core module",
                        offset);
            }
            try {
                subtyping.extern(given, item.getValue(), "the import ", item.getKey());
            } catch (Mismatch e) {
                throw new InvalidComponent("a core module cannot be instantiated: " + e.getMessage(), offset);
            }
        }
        return module.exports();
    }

    private InstanceType instance(Scope scope, Instance instance) throws InvalidComponent, UnsupportedComponent {
        return switch (instance) {
            case Instance.Instantiate instantiate -> instantiate(scope, instantiate);
            case Instance.InlineExports(int offset, List<Instance.Item> exports) -> {
                ExternNames names = new ExternNames("export");
                Map<String, ExternType> types = new LinkedHashMap<>();
                for (Instance.Item item : exports) {
                    ExternType type = scope.extern(item.item().sort(), item.item().index(), offset);
                    names.addInlineExport(item.name(), type, offset);
                    types.put(item.name(), type);
                }
                yield new InstanceType(types, Set.of(), Steps.measure(0, measures(types), offset));
            }
        };
    }

    private InstanceType instantiate(Scope scope, Instance.Instantiate instantiate)
            throws InvalidComponent, UnsupportedComponent {
        int offset = instantiate.offset();
        ComponentType component = Scope.at(scope.components, instantiate.component(), Sort.COMPONENT, offset);
        Map<String, ExternType> arguments = new HashMap<>();
        for (Instance.Item argument : instantiate.arguments()) {
            ExternType type = scope.extern(argument.item().sort(), argument.item().index(), offset);
            if (arguments.put(argument.name(), type) != null) {
                throw new InvalidComponent("the argument '" + argument.name() + "' is given twice", offset);
            }
        }
        steps.walk(component.measure(), offset);
        Substitution found = Substitution.of(component.imported());
        for (Map.Entry<String, ExternType> item : component.imports().entrySet()) {
            ExternType given = arguments.get(item.getKey());
            if (given == null) {
                throw new InvalidComponent("nothing is given for the import '" + item.getKey() + "' of a component",
                        offset);
            }
            fits(new View<>(given, Substitution.none()), new View<>(item.getValue(), found),
                    "the argument '" + item.getKey() + "' of a component", offset);
        }
        return new Substitution.Application(found, component.defined(), scope.definedResources::add, false, steps, offset)
                .instance(component.exports(), component.measure());
    }

    private void fits(View<ExternType> actual, View<ExternType> expected, String what, int offset)
            throws InvalidComponent, UnsupportedComponent {
        try {
            new Subtyping(steps, offset).extern(actual, expected);
        } catch (Mismatch e) {
            throw new InvalidComponent(what + " has the wrong type: " + e.getMessage(), offset);
        }
    }

    private void alias(Scope scope, Alias alias) throws InvalidComponent, UnsupportedComponent {
        switch (alias) {
            case Alias.InstanceExport(int offset, Sort sort, int index, String name) -> {
                InstanceType instance = Scope.at(scope.instances, index, Sort.INSTANCE, offset);
                ExternType export = instance.exports().get(name);
                if (export == null || export.sort() != sort) {
                    throw new InvalidComponent("instance " + index + " exports no " + sort + " '" + name + "'", offset);
                }
                scope.add(export);
            }
            case Alias.CoreInstanceExport(int offset, Sort sort, int index, String name) -> {
                CoreExternType export =
                        Scope.at(scope.coreInstances, index, Sort.CORE_INSTANCE, offset).get(name);
                if (export == null || export.sort() != sort) {
                    throw new InvalidComponent("core instance " + index + " exports no " + sort + " '" + name + "'",
                            offset);
                }
                scope.add(export);
            }
            case Alias.Outer outer -> outerAlias(scope, outer);
        }
    }

    private void outerAlias(Scope scope, Alias.Outer alias) throws InvalidComponent, UnsupportedComponent {
        int offset = alias.offset();
        Scope target = scope;
        boolean leavesComponent = false;
        for (int i = 0; i < alias.count(); i++) {
            leavesComponent |= target.of == Scope.Of.COMPONENT;
            if (target.parent.isEmpty()) {
                throw new InvalidComponent("an outer alias goes out " + alias.count() + " scopes, but there are "
                        + i, offset);
            }
            target = target.parent.get();
        }
        switch (alias.sort()) {
            case CORE_TYPE -> scope.coreTypes.add(Scope.at(target.coreTypes, alias.index(), alias.sort(), offset));
            case CORE_MODULE, COMPONENT -> scope.add(target.extern(alias.sort(), alias.index(), offset));
            case TYPE -> {
                Type type = target.type(alias.index(), offset);
                if (leavesComponent && FreeResources.in(type, steps, offset)) {
                    throw new InvalidComponent("an outer alias cannot take a type out of a component that refers to"
                            + " resource types: each instance of the component has its own", offset);
                }
                scope.types.add(type);
            }
            case CORE_FUNC, CORE_TABLE, CORE_MEMORY, CORE_GLOBAL, CORE_INSTANCE, FUNC, INSTANCE ->
                    throw new InvalidComponent("an outer alias cannot name things of the sort '" + alias.sort() + "'", offset);
        }
    }

    private Type type(Scope scope, TypeDefinition definition) throws InvalidComponent, UnsupportedComponent {
        int offset = definition.offset();
        return switch (definition.type()) {
            case DefValType type -> new ValueTypes(scope, offset).value(type);
            case DefType.Func type -> new ValueTypes(scope, offset).func(type);
            case DefType.Component(List<Declaration> declarations) ->
                    componentType(declared(scope, Scope.Of.COMPONENT_TYPE, declarations), offset);
            case DefType.Instance(List<Declaration> declarations) -> {
                Scope declared = declared(scope, Scope.Of.INSTANCE_TYPE, declarations);
                yield new InstanceType(declared.exports, declared.definedResources,
                        Steps.measure(0, measures(declared.exports), offset));
            }
            case DefType.Resource(OptionalInt destructor) -> resource(scope, destructor, offset);
        };
    }

    private static ResourceRef resource(Scope scope, OptionalInt destructor, int offset) throws InvalidComponent {
        if (scope.of != Scope.Of.COMPONENT) {
            throw new InvalidComponent("a resource can be defined in a component only, not in a type", offset);
        }
        if (destructor.isPresent()) {
            CanonRules.destructor(scope.coreFunction(destructor.getAsInt(), offset), offset);
        }
        ResourceId id = new ResourceId();
        scope.localResources.add(id);
        scope.definedResources.add(id);
        return new ResourceRef(id);
    }

    private Scope declared(Scope parent, Scope.Of of, List<Declaration> declarations)
            throws InvalidComponent, UnsupportedComponent {
        Scope scope = new Scope(of, Optional.of(parent), steps);
        for (Declaration declaration : declarations) {
            switch (declaration) {
                case CoreTypeDefinition type ->
                        scope.coreTypes.add(new CoreTypeRules(scope).type(type.type()));
                case TypeDefinition type -> scope.types.add(type(scope, type));
                case Alias alias -> declaredAlias(scope, alias);
                case Import item -> importDefinition(scope, item);
                case ExportDeclaration(int offset, String name, ExternDesc desc) ->
                        addExport(scope, name, extern(scope, desc, scope.definedResources, offset), offset);
            }
        }
        return scope;
    }

    private void declaredAlias(Scope scope, Alias alias) throws InvalidComponent, UnsupportedComponent {
        boolean allowed = switch (alias) {
            case Alias.InstanceExport export -> export.sort() == Sort.TYPE || export.sort() == Sort.INSTANCE;
            case Alias.Outer outer -> outer.sort() == Sort.TYPE || outer.sort() == Sort.CORE_TYPE;
            case Alias.CoreInstanceExport _ -> false;
        };
        if (!allowed) {
            throw new InvalidComponent("an alias in a type may only refer to types or instances", alias.offset());
        }
        alias(scope, alias);
    }

    private void importDefinition(Scope scope, Import item) throws InvalidComponent, UnsupportedComponent {
        int offset = item.offset();
        ExternType type = extern(scope, item.type(), scope.importedResources, offset);
        scope.importNames.addImport(item.name(), type, offset);
        if (!scope.namedByImports.covers(type, offset)) {
            throw new InvalidComponent("the import '" + item.name() + "' uses a type that is not imported itself", offset);
        }
        scope.namedByImports.add(type, offset);
        scope.namedByExports.add(type, offset);
        scope.imports.put(item.name(), type);
        scope.add(type);
    }

    private void export(Scope scope, Export export) throws InvalidComponent, UnsupportedComponent {
        int offset = export.offset();
        ExternType type = scope.extern(export.item().sort(), export.item().index(), offset);
        if (export.type().isPresent()) {
            Set<ResourceId> made = new HashSet<>();
            ExternType ascribed = extern(scope, export.type().get(), made, offset);
            fits(new View<>(type, Substitution.none()), new View<>(ascribed, Substitution.of(made)),
                    "the export '" + export.name() + "'", offset);
            scope.definedResources.addAll(made);
            addExport(scope, export.name(), ascribed, offset);
        } else if (type instanceof ExternType.OfType(Type exported)) {
            addExport(scope, export.name(), new ExternType.OfType(exported.renamed()), offset);
        } else {
            addExport(scope, export.name(), type, offset);
        }
    }

    private static void addExport(Scope scope, String name, ExternType type, int offset)
            throws InvalidComponent, UnsupportedComponent {
        scope.exportNames.addExport(name, type, offset);
        if (scope.of != Scope.Of.INSTANCE_TYPE && !scope.namedByExports.covers(type, offset)) {
            throw new InvalidComponent("the export '" + name + "' uses a type that is neither imported nor exported"
                    + " itself", offset);
        }
        scope.namedByExports.add(type, offset);
        scope.exports.put(name, type);
        scope.add(type);
    }

    /// {@return the type that an `externdesc` describes, made of new names and new resource types}
    ///
    /// @param made where the new resource types are noted
    private ExternType extern(Scope scope, ExternDesc desc, Set<ResourceId> made, int offset)
            throws InvalidComponent, UnsupportedComponent {
        return switch (desc) {
            case ExternDesc.CoreModule(int index) -> {
                if (Scope.at(scope.coreTypes, index, Sort.CORE_TYPE, offset)
                        instanceof Scope.CoreKind.Module(CoreModuleType type)) {
                    yield new ExternType.OfModule(type);
                }
                throw new InvalidComponent("core type " + index + " is not a module type", offset);
            }
            case ExternDesc.Func(int index) -> new ExternType.OfFunc(scope.funcType(index, offset));
            case ExternDesc.TypeEq(int index) -> new ExternType.OfType(scope.type(index, offset).renamed());
            case ExternDesc.SubResource() -> {
                ResourceId id = new ResourceId();
                made.add(id);
                yield new ExternType.OfType(new ResourceRef(id));
            }
            case ExternDesc.Component(int index) -> {
                if (scope.type(index, offset) instanceof ComponentType type) {
                    yield new ExternType.OfComponent(type);
                }
                throw new InvalidComponent("type " + index + " is not a component type", offset);
            }
            case ExternDesc.Instance(int index) -> {
                if (scope.type(index, offset) instanceof InstanceType type) {
                    steps.walk(type.measure(), offset);
                    yield new ExternType.OfInstance(new Substitution.Application(Substitution.none(), type.defined(),
                            made::add, true, steps, offset).instance(type.exports(), type.measure()));
                }
                throw new InvalidComponent("type " + index + " is not an instance type", offset);
            }
        };
    }
}
