package dev.wassette.runtime.chicory;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import com.dylibso.chicory.runtime.TrapException;
import com.dylibso.chicory.runtime.WasmException;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.UnlinkableException;
import dev.wassette.component.engine.Trap;
import java.util.List;

/// Turns what guest code ends with into what the caller of an engine expects.
final class Faults {
    private record Message(String start, Trap.Kind kind) {}

    /// Chicory tells its traps apart by their messages only.
    private static final List<Message> MESSAGES = List.of(
            new Message("out of bounds memory access", Trap.Kind.MEMORY_OUT_OF_BOUNDS),
            new Message("out of bounds table access", Trap.Kind.TABLE_OUT_OF_BOUNDS),
            new Message("undefined element", Trap.Kind.TABLE_OUT_OF_BOUNDS),
            new Message("uninitialized element", Trap.Kind.UNINITIALIZED_ELEMENT),
            new Message("indirect call type mismatch", Trap.Kind.INDIRECT_CALL_TYPE_MISMATCH),
            new Message("integer overflow", Trap.Kind.INTEGER_OVERFLOW),
            new Message("integer divide by zero", Trap.Kind.INTEGER_DIVIDE_BY_ZERO),
            new Message("invalid conversion to integer", Trap.Kind.INVALID_CONVERSION_TO_INTEGER),
            new Message("call stack exhausted", Trap.Kind.STACK_OVERFLOW),
            new Message("Trapped on unreachable", Trap.Kind.UNREACHABLE));

    private Faults() {}

    /// {@return what to throw in place of what came out of guest code: a [Trap], or what a host function threw}
    static RuntimeException of(Throwable thrown, Watch watch, long stackBytes) {
        return switch (thrown) {
            case HostFault fault -> asUnchecked(fault.getCause());
            case Trap trap -> trap;
            case ChicoryInterruptedException _ -> watch.interrupted();
            case StackOverflowError _ -> Trap.stackOverflow(stackBytes);
            case OutOfMemoryError e -> new Trap(Trap.Kind.OUT_OF_RESOURCES, "the JVM has no memory left for the guest", e);
            case UnlinkableException e -> new Trap(Trap.Kind.LINK, "an import does not fit: " + e.getMessage(), e);
            case WasmException _ -> new Trap(Trap.Kind.OTHER, "the guest threw an exception that nobody caught");
            case TrapException e -> trap(e, stackBytes);
            case ChicoryException e -> trap(e, stackBytes);
            default -> new Trap(Trap.Kind.OTHER, "the engine failed: " + thrown, thrown);
        };
    }

    /// Running out of stack has no cause, whose stack trace would be as long as the guest's stack was deep.
    private static Trap trap(ChicoryException e, long stackBytes) {
        String text = String.valueOf(e.getMessage());
        for (Message message : MESSAGES) {
            if (text.startsWith(message.start())) {
                return message.kind() == Trap.Kind.STACK_OVERFLOW ? Trap.stackOverflow(stackBytes)
                        : new Trap(message.kind(), text, e);
            }
        }
        return new Trap(Trap.Kind.OTHER, text, e);
    }

    /// Throws any throwable as it is: a host function may throw what it likes.
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException asUnchecked(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
