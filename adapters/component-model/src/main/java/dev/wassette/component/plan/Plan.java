package dev.wassette.component.plan;

import dev.wassette.component.binary.CoreModule;
import java.util.List;
import java.util.Objects;

/// A component with every name resolved: nested components are gone. Made by [Planner]; immutable.
///
/// @param modules every core module of the file, used or not: all have to be valid
/// @param importedFunctions what the host must offer
/// @param importedResources what the host must offer
/// @param recipe what is done for each instance
public record Plan(List<CoreModule> modules, List<ImportedFunction> importedFunctions,
        List<ImportedResource> importedResources, Recipe recipe) {
    public Plan {
        modules = List.copyOf(modules);
        importedFunctions = List.copyOf(importedFunctions);
        importedResources = List.copyOf(importedResources);
        Objects.requireNonNull(recipe);
    }
}
