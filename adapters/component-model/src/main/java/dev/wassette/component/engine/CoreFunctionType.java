package dev.wassette.component.engine;

import java.util.List;

/// The type of a core function.
public record CoreFunctionType(List<CoreType> parameters, List<CoreType> results) {
    public CoreFunctionType {
        parameters = List.copyOf(parameters);
        results = List.copyOf(results);
    }
}
