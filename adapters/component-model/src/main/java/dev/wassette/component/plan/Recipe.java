package dev.wassette.component.plan;

import java.util.BitSet;
import java.util.List;

/// What it takes to instantiate a planned component and to call its functions: a list of steps and numbered tables. It
/// does not hold on to the bytes of the file. Immutable.
///
/// @param instantiations the steps, in order
/// @param trampolines what core modules import from the runtime
/// @param options of lifted and lowered functions, without duplicates
/// @param calls lifted functions with their callers
/// @param definitions for each component instance the [dev.wassette.domain.wit.ResourceType.Guest#index] of the
///     resources that it implements; not to be changed
/// @param exports in the order of the component's exports
public record Recipe(List<CoreInstantiation> instantiations, List<Trampoline> trampolines, List<Options> options,
        List<GuestCall> calls, List<BitSet> definitions, List<Exported> exports) {
    public Recipe {
        instantiations = List.copyOf(instantiations);
        trampolines = List.copyOf(trampolines);
        options = List.copyOf(options);
        calls = List.copyOf(calls);
        definitions = List.copyOf(definitions);
        exports = List.copyOf(exports);
    }
}
