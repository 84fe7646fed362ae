package dev.wassette.component.engine;

/// How much one store may hold. An engine refuses growth beyond a limit, as `memory.grow` and `table.grow` do: the
/// guest sees -1. A module that starts beyond one traps at instantiation with [Trap.Kind#OUT_OF_MEMORY] or
/// [Trap.Kind#OUT_OF_TABLE].
///
/// @param memoryBytes for all linear memories together where the engine can count them, else for each; more than 0
/// @param tableElements for each table; more than 0
public record CoreLimits(long memoryBytes, long tableElements) {
    public CoreLimits {
        if (memoryBytes <= 0 || tableElements <= 0) {
            throw new IllegalArgumentException("limits are more than 0");
        }
    }
}
