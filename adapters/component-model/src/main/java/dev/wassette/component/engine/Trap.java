package dev.wassette.component.engine;

import java.util.Objects;

/// The guest did what it may not do, or used up what it was given; its instance is not entered again. Never our own
/// fault: those are [IllegalStateException]s.
public final class Trap extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Why a guest trapped.
    public enum Kind {
        UNREACHABLE, MEMORY_OUT_OF_BOUNDS, TABLE_OUT_OF_BOUNDS, UNINITIALIZED_ELEMENT, INDIRECT_CALL_TYPE_MISMATCH,
        INTEGER_OVERFLOW, INTEGER_DIVIDE_BY_ZERO, INVALID_CONVERSION_TO_INTEGER,
        /// recursion too deep
        STACK_OVERFLOW,
        /// the deadline of the store passed
        DEADLINE,
        /// somebody called [CoreStore#interrupt]
        INTERRUPTED,
        /// a limit of the store does not allow the memory that the module asks for at instantiation
        OUT_OF_MEMORY,
        /// a limit of the store does not allow the table that the module asks for at instantiation
        OUT_OF_TABLE,
        /// something else of the engine is used up
        OUT_OF_RESOURCES,
        /// imports that do not fit
        LINK,
        /// a rule of the Canonical ABI was broken
        CANONICAL_ABI,
        /// a rule of a host function was broken, such as using a handle of another type
        HOST,
        /// anything else that the engine reports
        OTHER
    }

    private final Kind kind;

    public Trap(Kind kind, String message) {
        this(kind, message, null);
    }

    public Trap(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind);
    }

    public Kind kind() {
        return kind;
    }

    /// {@return the trap of a guest whose calls went deeper than its stack}
    public static Trap stackOverflow(long stackBytes) {
        boolean mebibytes = stackBytes % (1 << 20) == 0;
        return new Trap(Kind.STACK_OVERFLOW, "call stack exhausted: its calls took more than "
                + (mebibytes ? (stackBytes >> 20) + " MiB" : (stackBytes >> 10) + " KiB") + " of stack");
    }

    /// {@return a trap of kind [Kind#CANONICAL_ABI]}
    public static Trap abi(String message) {
        return new Trap(Kind.CANONICAL_ABI, message);
    }
}
