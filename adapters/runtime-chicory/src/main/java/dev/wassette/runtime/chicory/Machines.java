package dev.wassette.runtime.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import java.util.Optional;
import java.util.function.Function;

/// Makes what runs the functions of an instance.
///
/// @param compiled makes the machine of generated code
/// @param large the functions that are too large for it, if there are any: by index, null for all others
record Machines(Function<Instance, Machine> compiled, Optional<LargeFunction[]> large) {

    Machine of(Instance instance, FrameBudget frames) {
        Machine machine = compiled.apply(instance);
        return large.<Machine>map(functions -> new LargeFunctionMachine(instance, machine, functions, frames))
                .orElse(machine);
    }
}
