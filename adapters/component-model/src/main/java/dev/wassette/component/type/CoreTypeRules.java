package dev.wassette.component.type;

import dev.wassette.component.InvalidComponent;
import dev.wassette.component.binary.ComponentLimits;
import dev.wassette.component.binary.CoreDefType;
import dev.wassette.component.binary.CoreExternType;
import dev.wassette.component.binary.CoreExternType.Limits;
import dev.wassette.component.binary.Sort;
import dev.wassette.component.engine.CoreFunctionType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Core types and module types (Explainer, "Type Definitions", `core:moduletype`).
final class CoreTypeRules {
    private final Scope scope;

    CoreTypeRules(Scope scope) {
        this.scope = scope;
    }

    Scope.CoreKind type(CoreDefType type) throws InvalidComponent {
        return switch (type) {
            case CoreDefType.Func(CoreFunctionType func) -> new Scope.CoreKind.Func(func);
            case CoreDefType.Module(List<CoreDefType.ModuleDeclaration> declarations) ->
                    new Scope.CoreKind.Module(module(declarations));
        };
    }

    private CoreModuleType module(List<CoreDefType.ModuleDeclaration> declarations) throws InvalidComponent {
        List<CoreFunctionType> types = new ArrayList<>();
        CoreModuleType.Builder builder = new CoreModuleType.Builder();
        for (CoreDefType.ModuleDeclaration declaration : declarations) {
            switch (declaration) {
                case CoreDefType.TypeDeclaration(int at, CoreDefType type) -> types.add(func(type(type), at));
                case CoreDefType.OuterAlias(int at, int count, int index) ->
                        types.add(count == 0 ? func(types, index, at) : func(outer(count, index, at), at));
                case CoreDefType.ImportDeclaration(int at, String module, String name, var desc) ->
                        builder.addImport(module, name, extern(desc, types, at), at);
                case CoreDefType.ModuleExportDeclaration(int at, String name, var desc) ->
                        builder.addExport(name, extern(desc, types, at), at);
            }
        }
        return builder.build();
    }

    private static CoreFunctionType func(List<CoreFunctionType> types, int index, int at) throws InvalidComponent {
        return Scope.at(types, index, Sort.CORE_TYPE, at);
    }

    private static CoreFunctionType func(Scope.CoreKind type, int at) throws InvalidComponent {
        if (type instanceof Scope.CoreKind.Func(CoreFunctionType func)) {
            return func;
        }
        throw new InvalidComponent("a module type cannot hold module types", at);
    }

    private Scope.CoreKind outer(int count, int index, int at) throws InvalidComponent {
        Scope target = scope;
        for (int i = 1; i < count; i++) {
            Optional<Scope> parent = target.parent;
            if (parent.isEmpty()) {
                throw new InvalidComponent("an outer alias goes out " + count + " scopes, but there are " + i, at);
            }
            target = parent.get();
        }
        return Scope.at(target.coreTypes, index, Sort.CORE_TYPE, at);
    }

    private static CoreExternType extern(CoreDefType.CoreExternDesc desc, List<CoreFunctionType> types, int at)
            throws InvalidComponent {
        return switch (desc) {
            case CoreDefType.CoreExternDesc.Func(int index) -> new CoreExternType.Func(func(types, index, at));
            case CoreDefType.CoreExternDesc.Other(CoreExternType type) -> checked(type, at);
        };
    }

    private static CoreExternType checked(CoreExternType type, int at) throws InvalidComponent {
        switch (type) {
            case CoreExternType.Memory(Limits limits) -> limits(limits, ComponentLimits.MAX_MEMORY_PAGES, at);
            case CoreExternType.Table(_, Limits limits) -> limits(limits, Long.MAX_VALUE, at);
            case CoreExternType.Func _, CoreExternType.Global _ -> { }
        }
        return type;
    }

    private static void limits(Limits limits, long most, int at) throws InvalidComponent {
        long max = limits.max().orElse(limits.min());
        if (max > most || limits.min() > max) {
            throw new InvalidComponent("a memory or table cannot have the limits " + limits.min() + " to " + max, at);
        }
    }
}
