package dev.wassette.runtime.chicory;

import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.MemoryImport;
import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.PassiveDataSegment;
import java.util.Arrays;

/// Refuses what Chicory can parse but not, or not correctly, compile. Types are checked by [ModuleBinary].
final class Features {
    private static final int GARBAGE_COLLECTION = 0xfb;
    private static final int VECTORS = 0xfd;
    private static final int PREFIX_SHIFT = 8;

    private Features() {}

    /// @throws ChicoryException with the name of what this engine does not have
    static void check(WasmModule module) {
        for (FunctionBody body : module.codeSection().functionBodies()) {
            for (AnnotatedInstruction instruction : body.instructions()) {
                check(instruction.opcode());
            }
        }
        checkMemories(module);
        if (module.importSection().count(ExternalType.TAG) > 0) {
            throw missing("imported exception tags");
        }
    }

    private static void check(OpCode opcode) {
        switch (opcode) {
            case CALL_REF, RETURN_CALL_REF, REF_AS_NON_NULL, BR_ON_NULL, BR_ON_NON_NULL ->
                throw missing("typed function references");
            default -> {
                switch (opcode.opcode() >> PREFIX_SHIFT) {
                    case GARBAGE_COLLECTION -> throw missing("garbage-collected types");
                    case VECTORS -> throw missing("vectors (v128)");
                    default -> { }
                }
            }
        }
    }

    /// A memory knows the passive segments of one instance only: the one that defines it.
    private static void checkMemories(WasmModule module) {
        boolean imported = module.importSection().count(ExternalType.MEMORY) > 0;
        boolean passive = Arrays.stream(module.dataSection().dataSegments()).anyMatch(PassiveDataSegment.class::isInstance);
        if (imported && passive) {
            throw missing("passive data segments beside an imported memory");
        }
        boolean shared = module.importSection().stream()
                .anyMatch(i -> i instanceof MemoryImport memory && memory.limits().shared());
        for (int i = 0; i < module.memorySection().map(section -> section.memoryCount()).orElse(0); i++) {
            shared |= module.memorySection().orElseThrow().getMemory(i).limits().shared();
        }
        if (shared) {
            throw missing("memories shared by threads");
        }
    }

    private static ChicoryException missing(String feature) {
        return new ChicoryException("it uses " + feature + ", which this engine does not have");
    }
}
