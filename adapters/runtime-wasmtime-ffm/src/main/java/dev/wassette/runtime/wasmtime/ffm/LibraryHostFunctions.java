package dev.wassette.runtime.wasmtime.ffm;

import dev.wassette.component.engine.CoreFunctionType;
import dev.wassette.component.engine.CoreType;
import dev.wassette.component.engine.HostFunctions;
import dev.wassette.component.engine.Lease;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The types of host functions, made once for all stores. Functions of the same type share one.
final class LibraryHostFunctions implements HostFunctions {
    private final LibraryEngine engine;
    private final List<CoreFunctionType> types;
    private final List<Signature> signatures;
    private final Map<CoreFunctionType, Long> nativeTypes = new HashMap<>();
    private final Lease lease;

    LibraryHostFunctions(LibraryEngine engine, List<CoreFunctionType> types, Lease.Use engineUse) {
        this.engine = engine;
        this.types = List.copyOf(types);
        this.signatures = types.stream().map(Signature::new).toList();
        this.lease = new Lease("the list of host functions", () -> {
            nativeTypes.values().forEach(engine.api()::functypeDelete);
            engineUse.close();
        });
        for (CoreFunctionType type : types) {
            nativeTypes.computeIfAbsent(type, _ -> nativeType(engine.api(), type));
        }
    }

    LibraryEngine engine() {
        return engine;
    }

    Lease lease() {
        return lease;
    }

    List<Signature> signatures() {
        return signatures;
    }

    /// {@return the `wasm_functype_t` of the function at that index}
    long nativeType(int index) {
        return nativeTypes.get(types.get(index));
    }

    @Override
    public void close() {
        lease.close();
    }

    private static long nativeType(CApi api, CoreFunctionType type) {
        try (Arena arena = Arena.ofConfined()) {
            return api.functypeNew(vector(api, arena, type.parameters()), vector(api, arena, type.results()));
        }
    }

    private static long vector(CApi api, Arena arena, List<CoreType> types) {
        List<Byte> kinds = new ArrayList<>();
        types.forEach(type -> kinds.add(kind(type)));
        long elements = arena.allocate(8L * Math.max(1, kinds.size()), 8).address();
        for (int i = 0; i < kinds.size(); i++) {
            Native.word(elements + 8L * i, api.valtypeNew(kinds.get(i)));
        }
        long vector = arena.allocate(Layouts.VEC, 8).address();
        api.valtypeVecNew(vector, kinds.size(), elements);
        return vector;
    }

    private static byte kind(CoreType type) {
        return switch (type) {
            case I32 -> Layouts.I32;
            case I64 -> Layouts.I64;
            case F32 -> Layouts.F32;
            case F64 -> Layouts.F64;
            case V128, FUNCREF, EXTERNREF ->
                throw new IllegalArgumentException("host functions take and return numbers only, not " + type);
        };
    }
}
