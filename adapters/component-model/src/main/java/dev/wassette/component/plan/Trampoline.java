package dev.wassette.component.plan;

import dev.wassette.component.abi.FunctionLayout;
import dev.wassette.component.engine.CoreFunctionType;
import dev.wassette.component.engine.CoreType;
import dev.wassette.domain.wit.ResourceType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A core function that the runtime implements for the guest (Component Model, "Canonical definitions").
public sealed interface Trampoline {

    /// {@return the type of the core function}
    CoreFunctionType type();

    /// `canon lower` of a function of the host.
    ///
    /// @param options the number of the caller's [Options] in the [Recipe]
    /// @param function the number of the [ImportedFunction] in the [Plan]
    record LowerHost(CoreFunctionType type, int options, FunctionLayout layout, int function) implements Trampoline {
        public LowerHost {
            Objects.requireNonNull(type);
            Objects.requireNonNull(layout);
        }
    }

    /// `canon lower` of a function of a component instance.
    ///
    /// @param options the number of the caller's [Options] in the [Recipe]
    /// @param call the number of the [GuestCall] in the [Recipe]
    record LowerGuest(CoreFunctionType type, int options, FunctionLayout layout, int call) implements Trampoline {
        public LowerGuest {
            Objects.requireNonNull(type);
            Objects.requireNonNull(layout);
        }
    }

    /// `canon resource.new`.
    ///
    /// @param instance the number of the calling component instance
    record ResourceNew(int instance, ResourceType resource) implements Trampoline {
        @Override
        public CoreFunctionType type() {
            return new CoreFunctionType(List.of(CoreType.I32), List.of(CoreType.I32));
        }
    }

    /// `canon resource.rep`.
    ///
    /// @param instance the number of the calling component instance
    record ResourceRep(int instance, ResourceType resource) implements Trampoline {
        @Override
        public CoreFunctionType type() {
            return new CoreFunctionType(List.of(CoreType.I32), List.of(CoreType.I32));
        }
    }

    /// `canon resource.drop` of a resource of the host.
    ///
    /// @param instance the number of the calling component instance
    /// @param imported the number of the [ImportedResource] in the [Plan]
    record DropHost(int instance, ResourceType.Host resource, int imported) implements Trampoline {
        @Override
        public CoreFunctionType type() {
            return new CoreFunctionType(List.of(CoreType.I32), List.of());
        }
    }

    /// `canon resource.drop` of a resource of a component instance.
    ///
    /// @param instance the number of the calling component instance
    /// @param entered the numbers of the component instances that a call of the destructor enters
    record DropGuest(int instance, ResourceType.Guest resource, Optional<CoreItem> destructor, List<Integer> entered)
            implements Trampoline {
        public DropGuest {
            entered = List.copyOf(entered);
        }

        @Override
        public CoreFunctionType type() {
            return new CoreFunctionType(List.of(CoreType.I32), List.of());
        }
    }
}
