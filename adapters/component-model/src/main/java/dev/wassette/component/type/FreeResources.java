package dev.wassette.component.type;

import dev.wassette.component.UnsupportedComponent;
import dev.wassette.component.type.Type.ComponentType;
import dev.wassette.component.type.Type.FuncType;
import dev.wassette.component.type.Type.InstanceType;
import dev.wassette.component.type.Type.ResourceRef;
import dev.wassette.component.type.Type.ValueType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether a type refers to resource types that it does not bring along itself.
final class FreeResources {
    private final Steps steps;
    private final int offset;
    private final Set<ResourceId> bound = new HashSet<>();
    private final Set<Type> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private FreeResources(Steps steps, int offset) {
        this.steps = steps;
        this.offset = offset;
    }

    static boolean in(Type type, Steps steps, int offset) throws UnsupportedComponent {
        return new FreeResources(steps, offset).anyIn(type);
    }

    private boolean anyIn(Type type) throws UnsupportedComponent {
        steps.look(1, offset);
        // No resource type is bound in one place of a type and free in another, so each node needs one look.
        if (!seen.add(type)) {
            return false;
        }
        return switch (type) {
            case ResourceRef(ResourceId id) -> !bound.contains(id);
            case ValueType value -> anyIn(value.parts().stream().flatMap(Optional::stream).toList());
            case FuncType func -> anyInFunc(func);
            case InstanceType instance -> {
                bound.addAll(instance.defined());
                yield anyInExterns(instance.exports().values());
            }
            case ComponentType component -> {
                bound.addAll(component.imported());
                bound.addAll(component.defined());
                yield anyInExterns(component.imports().values()) || anyInExterns(component.exports().values());
            }
        };
    }

    private boolean anyIn(List<Type> types) throws UnsupportedComponent {
        for (Type type : types) {
            if (anyIn(type)) {
                return true;
            }
        }
        return false;
    }

    private boolean anyInFunc(FuncType func) throws UnsupportedComponent {
        List<Type> parts = new ArrayList<>(func.parameters());
        func.result().ifPresent(parts::add);
        return anyIn(parts);
    }

    private boolean anyInExterns(Collection<ExternType> externs) throws UnsupportedComponent {
        for (ExternType extern : externs) {
            boolean any = switch (extern) {
                case ExternType.OfModule _ -> false;
                case ExternType.OfFunc(FuncType type) -> anyIn(type);
                case ExternType.OfType(Type type) -> anyIn(type);
                case ExternType.OfComponent(ComponentType type) -> anyIn(type);
                case ExternType.OfInstance(InstanceType type) -> anyIn(type);
            };
            if (any) {
                return true;
            }
        }
        return false;
    }
}
