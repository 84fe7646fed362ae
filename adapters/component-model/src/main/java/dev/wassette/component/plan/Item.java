package dev.wassette.component.plan;

import dev.wassette.component.binary.ComponentBinary;
import dev.wassette.component.binary.DefType;
import dev.wassette.component.binary.Sort;
import dev.wassette.domain.wit.ResourceType;
import dev.wassette.domain.wit.Signature;
import dev.wassette.domain.wit.WitType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// What stands in an index space while the planner evaluates a component: things as values, not as indices.
sealed interface Item {

    /// A core function, table, memory or global.
    record Core(CoreItem item) implements Item {}

    /// A core module of the file.
    ///
    /// @param module its number in the [Plan]
    record Module(int module) implements Item {}

    /// A core instance.
    sealed interface CoreInstance extends Item {

        /// {@return the export of that sort and name}
        CoreItem export(Sort sort, String name);
    }

    /// An instance of a core module.
    ///
    /// @param instance its number in the [Recipe]
    record ModuleInstance(int instance) implements CoreInstance {
        @Override
        public CoreItem export(Sort sort, String name) {
            return new CoreItem.Export(sort, instance, name);
        }
    }

    /// A core instance made of things that exist already.
    record CoreExports(Map<String, CoreItem> exports) implements CoreInstance {
        public CoreExports {
            exports = Map.copyOf(exports);
        }

        @Override
        public CoreItem export(Sort sort, String name) {
            return Objects.requireNonNull(exports.get(name), () -> "a valid component has the export " + name);
        }
    }

    /// A component function.
    sealed interface Function extends Item {}

    /// A lifted function.
    record LiftedFunction(Lift lift) implements Function {}

    /// A function of the host.
    ///
    /// @param index its number in the [Plan]
    record HostFunction(int index, ImportedFunction function) implements Function {}

    /// A value type.
    record ValueType(WitType type) implements Item {}

    /// A function type.
    record FunctionType(Signature signature) implements Item {}

    /// A resource type.
    record Resource(ResourceType type) implements Item {}

    /// An instance type together with the scope that it was defined in.
    record InstanceType(DefType.Instance type, Frame scope) implements Item {}

    /// A type that no evaluation looks into: a core type or a component type.
    record OpaqueType() implements Item {}

    /// A component together with the scope that it was defined in.
    record Component(ComponentBinary component, Frame scope) implements Item {}

    /// A component instance: its exports in order.
    record Instance(Map<String, Item> exports) implements Item {
        public Instance {
            exports = Collections.unmodifiableMap(new LinkedHashMap<>(exports));
        }

        Item export(String name) {
            return Objects.requireNonNull(exports.get(name), () -> "a valid component has the export " + name);
        }
    }
}
