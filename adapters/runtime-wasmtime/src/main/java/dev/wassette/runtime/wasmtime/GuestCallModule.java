package dev.wassette.runtime.wasmtime;

import dev.wassette.component.engine.CoreFunctionType;
import dev.wassette.component.engine.CoreType;
import java.util.List;

/// A generated module through which the host calls a guest function of some type with its arguments in a frame.
///
/// Through JNI an argument or result takes about 2.5 us, a call without any 1 us. So this module imports a function and
/// the memory of [HostCallModule], and exports a function without arguments that takes them from the last frame there
/// and leaves the results in it. It is instantiated for a function that is called often, such as `cabi_realloc`.
final class GuestCallModule {
    private GuestCallModule() {}

    /// The name of the exported function.
    static final String CALL = "call";

    private static final int CALLEE_TYPE = 0;
    private static final int CALL_TYPE = 1;
    private static final int CALLEE = 0;
    private static final int CALL_INDEX = 1;

    /// @param pages of the memory of frames
    static byte[] generate(CoreFunctionType type, int pages) {
        var types = new BinaryWriter(64).u32(2);
        ValueTypes.writeFunction(types, type);
        ValueTypes.writeFunction(types, new CoreFunctionType(List.of(), List.of()));
        return BinaryWriter.module(256)
                .section(Section.TYPE, types)
                .section(Section.IMPORT, new BinaryWriter(32).u32(2)
                        .name("").name("callee").u8(ExternKind.FUNCTION.code()).u32(CALLEE_TYPE)
                        .name("").name("memory").u8(ExternKind.MEMORY.code()).append(HostCallModule.memoryType(pages)))
                .section(Section.FUNCTION, new BinaryWriter(8).u32(1).u32(CALL_TYPE))
                .section(Section.EXPORT, new BinaryWriter(16).u32(1)
                        .name(CALL).u8(ExternKind.FUNCTION.code()).u32(CALL_INDEX))
                .section(Section.CODE, new BinaryWriter(128).u32(1).sized(body(type)))
                .toBytes();
    }

    private static BinaryWriter body(CoreFunctionType type) {
        List<CoreType> parameters = type.parameters();
        List<CoreType> results = type.results();
        int frame = results.size();
        var out = new BinaryWriter(128).u32(results.size() + 1);
        results.forEach(result -> out.u32(1).u8(ValueTypes.code(result)));
        out.u32(1).u8(ValueTypes.code(CoreType.I32));
        var code = new Instructions(out);
        code.i32Const(0).load(CoreType.I32, HostCallModule.NEXT_FRAME)
                .i32Const(-HostCallModule.frameBytes(type)).i32Add().localSet(frame);
        for (int i = 0; i < parameters.size(); i++) {
            code.localGet(frame).load(parameters.get(i), i * HostCallModule.SLOT_BYTES);
        }
        code.call(CALLEE);
        for (int i = results.size() - 1; i >= 0; i--) {
            code.localSet(i);
        }
        for (int i = 0; i < results.size(); i++) {
            code.localGet(frame).localGet(i).store(results.get(i), i * HostCallModule.SLOT_BYTES);
        }
        code.end();
        return out;
    }
}
