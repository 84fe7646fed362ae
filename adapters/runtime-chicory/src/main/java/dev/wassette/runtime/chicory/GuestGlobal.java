package dev.wassette.runtime.chicory;

import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.wasm.types.MutabilityType;
import com.dylibso.chicory.wasm.types.ValType;
import dev.wassette.component.engine.CoreGlobal;

/// A global of a guest.
final class GuestGlobal extends GlobalInstance implements CoreGlobal {
    GuestGlobal(long low, long high, ValType type, MutabilityType mutability) {
        super(low, high, type, mutability);
    }
}
