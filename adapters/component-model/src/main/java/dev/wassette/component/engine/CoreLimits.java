package dev.wassette.component.engine;

import dev.wassette.domain.policy.DefaultLimits;
import dev.wassette.domain.policy.PolicyLimits;

/// How much one store may hold. An engine refuses growth beyond a limit, as `memory.grow` and `table.grow` do: the
/// guest sees -1. A module that starts beyond one traps at instantiation with [Trap.Kind#OUT_OF_MEMORY] or
/// [Trap.Kind#OUT_OF_TABLE]; calls that go deeper than the stack, with [Trap.Kind#STACK_OVERFLOW].
///
/// @param memoryBytes for all linear memories together where the engine can count them, else for each; more than 0
/// @param tableElements for each table; more than 0
/// @param stackBytes for all calls that the guest is in, host functions between them included; from
///     [PolicyLimits#MIN_STACK_BYTES] to [PolicyLimits#MAX_STACK_BYTES]. The guest runs on a [GuestThread] made for as much
public record CoreLimits(long memoryBytes, long tableElements, long stackBytes) {
    public CoreLimits {
        if (memoryBytes <= 0 || tableElements <= 0) {
            throw new IllegalArgumentException("limits are more than 0");
        }
        if (stackBytes < PolicyLimits.MIN_STACK_BYTES || stackBytes > PolicyLimits.MAX_STACK_BYTES) {
            throw new IllegalArgumentException("no thread has such a stack: " + stackBytes);
        }
    }

    /// Limits with the usual stack.
    public CoreLimits(long memoryBytes, long tableElements) {
        this(memoryBytes, tableElements, DefaultLimits.MAX_STACK_BYTES);
    }

    /// {@return the same limits with another stack}
    public CoreLimits withStackBytes(long other) {
        return new CoreLimits(memoryBytes, tableElements, other);
    }
}
