package dev.wassette.component.type;

import dev.wassette.component.InvalidComponent;
import dev.wassette.component.binary.CoreExternType;
import dev.wassette.component.binary.CoreInstance;
import dev.wassette.component.binary.Sort;
import dev.wassette.component.engine.CoreFunctionType;
import dev.wassette.component.type.Type.ComponentType;
import dev.wassette.component.type.Type.FuncType;
import dev.wassette.component.type.Type.InstanceType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is known of a component, component type or instance type up to one of its definitions: its index spaces,
/// imports and exports.
final class Scope {

    /// What a scope belongs to.
    enum Of { COMPONENT, COMPONENT_TYPE, INSTANCE_TYPE }

    final Of of;
    final Optional<Scope> parent;

    final List<CoreFunctionType> coreFunctions = new ArrayList<>();
    final List<CoreExternType> coreTables = new ArrayList<>();
    final List<CoreExternType> coreMemories = new ArrayList<>();
    final List<CoreExternType> coreGlobals = new ArrayList<>();
    final List<CoreKind> coreTypes = new ArrayList<>();
    final List<CoreModuleType> coreModules = new ArrayList<>();
    final List<Map<String, CoreExternType>> coreInstances = new ArrayList<>();
    final List<FuncType> functions = new ArrayList<>();
    final List<Type> types = new ArrayList<>();
    final List<ComponentType> components = new ArrayList<>();
    final List<InstanceType> instances = new ArrayList<>();

    final Map<String, ExternType> imports = new LinkedHashMap<>();
    final Map<String, ExternType> exports = new LinkedHashMap<>();
    final ExternNames importNames = new ExternNames("import");
    final ExternNames exportNames = new ExternNames("export");
    final NamedTypes namedByImports;
    final NamedTypes namedByExports;

    /// Resource types that come in by imports.
    final Set<ResourceId> importedResources = new HashSet<>();
    /// Resource types that are new in each instance, be they of this component or of one that it instantiates.
    final Set<ResourceId> definedResources = new HashSet<>();
    /// Resource types that this component itself defines.
    final Set<ResourceId> localResources = new HashSet<>();

    /// What a core type can be.
    sealed interface CoreKind {

        record Func(CoreFunctionType type) implements CoreKind {}

        record Module(CoreModuleType type) implements CoreKind {}
    }

    Scope(Of of, Optional<Scope> parent, Steps steps) {
        this.of = of;
        this.parent = parent;
        this.namedByImports = new NamedTypes(steps);
        this.namedByExports = new NamedTypes(steps);
    }

    /// {@return the element of an index space}
    static <T> T at(List<T> indexSpace, int index, Sort sort, int offset) throws InvalidComponent {
        if (index >= indexSpace.size()) {
            throw new InvalidComponent("there is no " + sort + " " + index + ": " + indexSpace.size()
                    + " are defined up to here", offset);
        }
        return indexSpace.get(index);
    }

    Type type(int index, int offset) throws InvalidComponent {
        return at(types, index, Sort.TYPE, offset);
    }

    FuncType funcType(int index, int offset) throws InvalidComponent {
        if (type(index, offset) instanceof FuncType func) {
            return func;
        }
        throw new InvalidComponent("type " + index + " is not a function type", offset);
    }

    CoreFunctionType coreFunction(int index, int offset) throws InvalidComponent {
        return at(coreFunctions, index, Sort.CORE_FUNC, offset);
    }

    /// Adds a thing to the index space of its sort.
    void add(ExternType extern) {
        switch (extern) {
            case ExternType.OfModule(CoreModuleType type) -> coreModules.add(type);
            case ExternType.OfFunc(FuncType type) -> functions.add(type);
            case ExternType.OfType(Type type) -> types.add(type);
            case ExternType.OfComponent(ComponentType type) -> components.add(type);
            case ExternType.OfInstance(InstanceType type) -> instances.add(type);
        }
    }

    /// Adds a core thing to the index space of its sort.
    void add(CoreExternType extern) {
        switch (extern) {
            case CoreExternType.Func(CoreFunctionType type) -> coreFunctions.add(type);
            case CoreExternType.Table _ -> coreTables.add(extern);
            case CoreExternType.Memory _ -> coreMemories.add(extern);
            case CoreExternType.Global _ -> coreGlobals.add(extern);
        }
    }

    /// {@return the type of a thing of a component sort or of a core module}
    ExternType extern(Sort sort, int index, int offset) throws InvalidComponent {
        return switch (sort) {
            case CORE_MODULE -> new ExternType.OfModule(at(coreModules, index, sort, offset));
            case FUNC -> new ExternType.OfFunc(at(functions, index, sort, offset));
            case TYPE -> new ExternType.OfType(at(types, index, sort, offset));
            case COMPONENT -> new ExternType.OfComponent(at(components, index, sort, offset));
            case INSTANCE -> new ExternType.OfInstance(at(instances, index, sort, offset));
            case CORE_FUNC, CORE_TABLE, CORE_MEMORY, CORE_GLOBAL, CORE_TYPE, CORE_INSTANCE ->
                    throw new InvalidComponent("things of the sort '" + sort + "' cannot cross the border of a component", offset);
        };
    }

    /// {@return the type of what a core instance can export}
    CoreExternType coreExtern(CoreInstance.Export export, int offset) throws InvalidComponent {
        Sort sort = export.item().sort();
        int index = export.item().index();
        return switch (sort) {
            case CORE_FUNC -> new CoreExternType.Func(at(coreFunctions, index, sort, offset));
            case CORE_TABLE -> at(coreTables, index, sort, offset);
            case CORE_MEMORY -> at(coreMemories, index, sort, offset);
            case CORE_GLOBAL -> at(coreGlobals, index, sort, offset);
            case CORE_TYPE, CORE_MODULE, CORE_INSTANCE, FUNC, TYPE, COMPONENT, INSTANCE ->
                    throw new InvalidComponent("a core instance cannot export things of the sort '" + sort + "'", offset);
        };
    }
}
