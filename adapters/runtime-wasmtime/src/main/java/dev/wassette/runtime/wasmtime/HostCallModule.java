package dev.wassette.runtime.wasmtime;

import dev.wassette.component.engine.CoreFunctionType;
import dev.wassette.component.engine.CoreType;
import java.util.List;

/// A generated module that stands for all host functions of a store.
///
/// To make a host function known to Wasmtime takes 75 us, and each argument that crosses JNI as an object 1.3 us. So this
/// module imports a single function without arguments and exports one function for each host function, which leaves
/// its arguments in a memory that only this module and the host see:
///
/// ```
/// 0  i32  where the next frame begins
/// 4  i32  the index of the host function that is being called
/// 8  ...  frames, one for each host call under way: 8 bytes for each argument or, on return, result
/// ```
///
/// A host function may enter the guest again, which may call the host again: the frames are a stack. Its beginning is
/// in memory rather than in a global, so that the host can take it back when a guest did not return ([Frames]).
final class HostCallModule {
    private HostCallModule() {}

    static final String IMPORT_MODULE = "host";
    static final String MEMORY = "memory";
    static final int NEXT_FRAME = 0;
    static final int FUNCTION_INDEX = 4;
    static final int FIRST_FRAME = 8;
    static final int SLOT_BYTES = 8;

    /// Of the stack of a guest, for each page of 64 KiB: an eighth of it. A frame has 136 bytes for 16 parameters and a
    /// return pointer, and the call it is for takes many times as much of the stack.
    static final long STACK_BYTES_OF_PAGE = 512 << 10;

    private static final int HOST_CALL = 0;

    /// @param pages of the memory of frames
    static byte[] generate(List<CoreFunctionType> types, int pages) {
        return BinaryWriter.module(64 * (types.size() + 1))
                .section(Section.TYPE, types(types))
                .section(Section.IMPORT, hostCall())
                .section(Section.FUNCTION, functions(types.size()))
                .section(Section.MEMORY, new BinaryWriter(8).u32(1).append(memoryType(pages)))
                .section(Section.EXPORT, exports(types.size()))
                .section(Section.CODE, code(types))
                .toBytes();
    }

    /// {@return how many slots a call of a function of this type needs}
    static int slots(CoreFunctionType type) {
        return Math.max(type.parameters().size(), type.results().size());
    }

    static int frameBytes(CoreFunctionType type) {
        return slots(type) * SLOT_BYTES;
    }

    static BinaryWriter memoryType(int pages) {
        return new BinaryWriter(8).u8(1).u32(pages).u32(pages);
    }

    private static BinaryWriter types(List<CoreFunctionType> types) {
        var out = new BinaryWriter(8 * types.size()).u32(types.size() + 1);
        ValueTypes.writeFunction(out, new CoreFunctionType(List.of(), List.of()));
        types.forEach(type -> ValueTypes.writeFunction(out, type));
        return out;
    }

    private static BinaryWriter hostCall() {
        return new BinaryWriter(8).u32(1).name(IMPORT_MODULE).name("").u8(ExternKind.FUNCTION.code()).u32(HOST_CALL);
    }

    private static BinaryWriter functions(int count) {
        var out = new BinaryWriter(count + 5).u32(count);
        for (int i = 0; i < count; i++) {
            out.u32(i + 1);
        }
        return out;
    }

    private static BinaryWriter exports(int count) {
        var out = new BinaryWriter(8 * count).u32(count + 1);
        for (int i = 0; i < count; i++) {
            out.name(Integer.toString(i)).u8(ExternKind.FUNCTION.code()).u32(i + 1);
        }
        return out.name(MEMORY).u8(ExternKind.MEMORY.code()).u32(0);
    }

    private static BinaryWriter code(List<CoreFunctionType> types) {
        var out = new BinaryWriter(64 * types.size()).u32(types.size());
        for (int i = 0; i < types.size(); i++) {
            out.sized(body(i, types.get(i)));
        }
        return out;
    }

    private static BinaryWriter body(int index, CoreFunctionType type) {
        List<CoreType> parameters = type.parameters();
        List<CoreType> results = type.results();
        int frame = parameters.size();
        var out = new BinaryWriter(64).u32(1).u32(1).u8(ValueTypes.code(CoreType.I32));
        var code = new Instructions(out);
        code.i32Const(0).load(CoreType.I32, NEXT_FRAME).localSet(frame);
        for (int i = 0; i < parameters.size(); i++) {
            code.localGet(frame).localGet(i).store(parameters.get(i), i * SLOT_BYTES);
        }
        code.i32Const(0).i32Const(index).store(CoreType.I32, FUNCTION_INDEX);
        code.i32Const(0).localGet(frame).i32Const(frameBytes(type)).i32Add().store(CoreType.I32, NEXT_FRAME);
        code.call(HOST_CALL);
        code.i32Const(0).localGet(frame).store(CoreType.I32, NEXT_FRAME);
        for (int i = 0; i < results.size(); i++) {
            code.localGet(frame).load(results.get(i), i * SLOT_BYTES);
        }
        code.end();
        return out;
    }
}
