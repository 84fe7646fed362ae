package dev.wassette.runtime.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.OpcodeImpl;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.PassiveElement;
import dev.wassette.component.engine.Trap;

/// What generated code does in place of Chicory's own version, where that one is wrong. [OperationPatch] makes
/// generated code call these; hence they have Chicory's names and parameters, and are public.
public final class GuestOperations {
    private GuestOperations() {}

    /// An indirect call of a function of another instance. Chicory compares the two type *indices*, which mean
    /// different things in different modules; here the types are compared.
    ///
    /// @param caller a class of the calling module
    public static long[] callIndirect(long[] arguments, int type, int function, Instance callee, Class<?> caller) {
        FunctionType expected = ((GeneratedClasses) caller.getClassLoader()).type(type);
        if (!expected.equals(callee.type(callee.functionType(function)))) {
            throw new Trap(Trap.Kind.INDIRECT_CALL_TYPE_MISMATCH, "indirect call type mismatch");
        }
        return callee.getMachine().call(function, arguments);
    }

    /// Copies elements with the instances they belong to, which Chicory takes from the wrong place.
    public static void tableCopy(int to, int from, int count, int toTable, int fromTable, Instance instance) {
        TableInstance source = instance.table(fromTable);
        TableInstance target = instance.table(toTable);
        requireElements(source, from, count);
        requireElements(target, to, count);
        boolean upward = Integer.compareUnsigned(to, from) <= 0;
        for (int i = 0; i < count; i++) {
            int at = upward ? i : count - 1 - i;
            target.setRef(to + at, source.ref(from + at), source.instance(from + at));
        }
    }

    /// Chicory's check can be passed by an overflow.
    public static void tableFill(int to, int value, int count, int table, Instance instance) {
        requireElements(instance.table(table), to, count);
        OpcodeImpl.TABLE_FILL(instance, table, count, value, to);
    }

    /// Chicory's check can be passed by an overflow.
    public static void tableInit(int to, int from, int count, int segment, int table, Instance instance) {
        int length = instance.element(segment) instanceof PassiveElement passive ? passive.elementCount() : 0;
        if (Integer.toUnsignedLong(from) + Integer.toUnsignedLong(count) > length) {
            throw tableOutOfBounds();
        }
        requireElements(instance.table(table), to, count);
        OpcodeImpl.TABLE_INIT(instance, table, segment, count, from, to);
    }

    private static void requireElements(TableInstance table, int index, int count) {
        if (Integer.toUnsignedLong(index) + Integer.toUnsignedLong(count) > table.size()) {
            throw tableOutOfBounds();
        }
    }

    private static Trap tableOutOfBounds() {
        return new Trap(Trap.Kind.TABLE_OUT_OF_BOUNDS, "out of bounds table access");
    }
}
