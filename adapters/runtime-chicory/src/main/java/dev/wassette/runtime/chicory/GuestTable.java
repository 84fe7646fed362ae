package dev.wassette.runtime.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TableLimits;
import dev.wassette.component.engine.CoreTable;
import dev.wassette.component.engine.Trap;

/// A table that stays within the store's limit. Chicory's own counts growth in the limits of the module, where the
/// next instance would find it; this one has its own.
final class GuestTable extends TableInstance implements CoreTable {
    private final TableBound bound;

    private GuestTable(Table table, int initialValue, TableBound bound) {
        super(table, initialValue);
        this.bound = bound;
    }

    /// @throws Trap of kind [Trap.Kind#OUT_OF_TABLE] when the limit does not allow the initial size
    static GuestTable of(Table declared, int initialValue, TableBound bound) {
        TableLimits limits = declared.limits();
        if (!bound.allows(limits.min())) {
            throw new Trap(Trap.Kind.OUT_OF_TABLE, "the module starts with a table of " + limits.min()
                    + " elements; the limit is " + bound.mostElements());
        }
        TableLimits own = new TableLimits(limits.min(), limits.max(), limits.shared());
        return new GuestTable(new Table(declared.elementType(), own), initialValue, bound);
    }

    @Override
    public int grow(int count, int value, Instance instance) {
        long wanted = size() + Integer.toUnsignedLong(count);
        boolean hasMaximum = limits().max() < TableLimits.LIMIT_MAX; // which is what one has that declares none
        if (hasMaximum && wanted > limits().max() || !bound.allows(wanted)) {
            return -1;
        }
        try {
            return super.grow(count, value, instance);
        } catch (OutOfMemoryError e) {
            return -1;
        }
    }

    @Override
    public int ref(int index) {
        if (index < 0 || index >= size()) {
            throw outOfBounds(index);
        }
        return super.ref(index);
    }

    @Override
    public void setRef(int index, int value, Instance instance) {
        if (index < 0 || index >= size()) {
            throw outOfBounds(index);
        }
        super.setRef(index, value, instance);
    }

    private Trap outOfBounds(int index) {
        return new Trap(Trap.Kind.TABLE_OUT_OF_BOUNDS, "element " + Integer.toUnsignedString(index)
                + " of a table of " + size() + " elements");
    }
}
