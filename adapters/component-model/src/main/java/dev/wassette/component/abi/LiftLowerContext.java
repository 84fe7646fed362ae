package dev.wassette.component.abi;

import dev.wassette.component.engine.CoreFunction;
import dev.wassette.component.engine.CoreMemory;
import dev.wassette.component.engine.Trap;
import dev.wassette.component.instance.BorrowScope;
import dev.wassette.component.instance.InstanceState;

/// One side of a call: an instance, and how it wants its values (Canonical ABI, `LiftLowerContext`). Serves every call
/// with the same options; used by one thread.
public final class LiftLowerContext {
    private final CoreMemory memory;
    private final CoreFunction realloc;
    private final long[] reallocValues = new long[4];
    final InstanceState instance;
    final StringEncoding encoding;
    /// The call for which handles are borrowed at the moment of lowering its arguments; null else.
    BorrowScope borrowScope;
    private long liftable;
    /// How large the memory is at least. It never shrinks, and asking an engine for its size may cost as much as a call.
    private long knownSize;

    /// @param memory null where the options name none: then no value needs one
    /// @param realloc null where the options name none
    public LiftLowerContext(InstanceState instance, StringEncoding encoding, CoreMemory memory, CoreFunction realloc) {
        this.instance = instance;
        this.encoding = encoding;
        this.memory = memory;
        this.realloc = realloc;
    }

    CoreMemory memory() {
        return memory;
    }

    /// Starts to lift the arguments or the result of a call.
    void beginLift() {
        liftable = AbiLimits.MAX_LIFTED_BYTES;
    }

    /// Accounts for what lifting is about to allocate.
    ///
    /// @throws Trap when it is more than [AbiLimits#MAX_LIFTED_BYTES] in this call
    void spend(long heapBytes) {
        liftable -= heapBytes;
        if (liftable < 0) {
            throw Trap.abi("the arguments or the result of one call are larger than "
                    + (AbiLimits.MAX_LIFTED_BYTES >> 20) + " MiB");
        }
    }

    /// {@return the address, unsigned, after checking that a value of this alignment and length can lie there}
    ///
    /// @param address as the guest gave it
    /// @param what for the message
    /// @throws Trap when it cannot
    long checked(int address, int alignment, long length, String what) {
        long unsigned = Integer.toUnsignedLong(address);
        if ((unsigned & (alignment - 1)) != 0) {
            throw Trap.abi("unaligned pointer: " + what + " at " + unsigned + " needs alignment " + alignment);
        }
        if (unsigned + length > knownSize) {
            knownSize = memory.byteSize();
        }
        if (unsigned + length > knownSize) {
            throw Trap.abi(what + " out-of-bounds: " + length + " bytes at " + unsigned + " of a memory of "
                    + knownSize);
        }
        return unsigned;
    }

    /// Asks the guest for memory.
    ///
    /// @return the address, unsigned
    /// @throws Trap when the guest traps or answers with an address that cannot be
    long allocate(int alignment, long length) {
        return reallocate(0, 0, alignment, length);
    }

    /// Asks the guest to make an allocation larger or smaller.
    long reallocate(long address, long oldLength, int alignment, long length) {
        long[] values = reallocValues;
        values[0] = address;
        values[1] = oldLength;
        values[2] = alignment;
        values[3] = length;
        realloc.call(values);
        return checked((int) values[0], alignment, length, "result of realloc");
    }
}
