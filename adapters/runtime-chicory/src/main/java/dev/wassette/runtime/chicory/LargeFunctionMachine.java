package dev.wassette.runtime.chicory;

import static dev.wassette.runtime.chicory.Opcodes.*;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.OpcodeImpl;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.types.Value;
import dev.wassette.component.engine.Trap;

/// Runs the functions of an instance: large ones here, all others in the compiled machine.
///
/// Chicory's own interpreter takes about 230 ns for an instruction and cannot be interrupted in every loop. This one
/// reads an array of numbers that [LargeFunctionTranslator] made, and keeps all values of a call in one array.
///
/// [#run] is one method because the JVM compiles it as a whole; it has to stay below the 8,000 bytes of bytecode beyond
/// which the JVM does not compile a method at all. What is rare is done elsewhere for that reason.
final class LargeFunctionMachine implements Machine {
    private static final long UNSIGNED = 0xffff_ffffL;

    private final Instance instance;
    private final Machine compiled;
    private final LargeFunction[] functions;
    private final FrameBudget frames;

    /// @param functions by index, null for those that were compiled
    LargeFunctionMachine(Instance instance, Machine compiled, LargeFunction[] functions, FrameBudget frames) {
        this.frames = frames;
        this.instance = instance;
        this.compiled = compiled;
        this.functions = functions;
    }

    @Override
    public long[] call(int function, long[] arguments) {
        LargeFunction large = functions[function];
        if (large == null) {
            return compiled.call(function, arguments);
        }
        frames.take(large.frame().length);
        try {
            return run(large, arguments);
        } finally {
            frames.giveBack(large.frame().length);
        }
    }

    private long[] run(LargeFunction function, long[] arguments) {
        checkInterrupt();
        int[] c = function.code();
        long[] f = function.frame().clone();
        System.arraycopy(arguments, 0, f, 0, function.parameters());
        LinearMemory memory = (LinearMemory) instance.memory();
        int pc = 0;
        while (true) {
            switch (c[pc]) {
                case MOVE -> {
                    f[c[pc + 1]] = f[c[pc + 2]];
                    pc += 3;
                }
                case CONSTANT -> {
                    f[c[pc + 1]] = c[pc + 2] & UNSIGNED | (long) c[pc + 3] << Integer.SIZE;
                    pc += 4;
                }
                case BR -> pc = jump(pc, c[pc + 1]);
                case BR_IF -> pc = (int) f[c[pc + 1]] != 0 ? jump(pc, c[pc + 2]) : pc + 3;
                case BR_ZERO -> pc = (int) f[c[pc + 1]] == 0 ? jump(pc, c[pc + 2]) : pc + 3;
                case BR_COMPARE -> pc = (int) f[c[pc + 1]] == (int) f[c[pc + 2]] ? jump(pc, c[pc + 3]) : pc + 4;
                case BR_COMPARE + 1 -> pc = (int) f[c[pc + 1]] != (int) f[c[pc + 2]] ? jump(pc, c[pc + 3]) : pc + 4;
                case BR_COMPARE + 2 -> pc = (int) f[c[pc + 1]] < (int) f[c[pc + 2]] ? jump(pc, c[pc + 3]) : pc + 4;
                case BR_COMPARE + 3 -> pc = less(f[c[pc + 1]], f[c[pc + 2]]) ? jump(pc, c[pc + 3]) : pc + 4;
                case BR_COMPARE + 4 -> pc = (int) f[c[pc + 1]] > (int) f[c[pc + 2]] ? jump(pc, c[pc + 3]) : pc + 4;
                case BR_COMPARE + 5 -> pc = less(f[c[pc + 2]], f[c[pc + 1]]) ? jump(pc, c[pc + 3]) : pc + 4;
                case BR_COMPARE + 6 -> pc = (int) f[c[pc + 1]] <= (int) f[c[pc + 2]] ? jump(pc, c[pc + 3]) : pc + 4;
                case BR_COMPARE + 7 -> pc = less(f[c[pc + 2]], f[c[pc + 1]]) ? pc + 4 : jump(pc, c[pc + 3]);
                case BR_COMPARE + 8 -> pc = (int) f[c[pc + 1]] >= (int) f[c[pc + 2]] ? jump(pc, c[pc + 3]) : pc + 4;
                case BR_COMPARE + 9 -> pc = less(f[c[pc + 1]], f[c[pc + 2]]) ? pc + 4 : jump(pc, c[pc + 3]);
                case BR_TABLE -> {
                    int most = c[pc + 2] - 1;
                    int index = (int) f[c[pc + 1]];
                    pc = jump(pc, c[pc + 3 + (index < 0 || index > most ? most : index)]);
                }
                case RETURN -> {
                    return values(f, c, pc + 2, c[pc + 1]);
                }
                case CALL -> {
                    call(f, c, pc);
                    pc += 5 + c[pc + 2];
                }
                case CALL_INDIRECT -> {
                    callIndirect(f, c, pc);
                    pc += 7 + c[pc + 4];
                }
                case SELECT -> {
                    f[c[pc + 1]] = (int) f[c[pc + 4]] != 0 ? f[c[pc + 2]] : f[c[pc + 3]];
                    pc += 5;
                }
                case GLOBAL_GET -> {
                    f[c[pc + 1]] = instance.global(c[pc + 2]).getValue();
                    pc += 3;
                }
                case GLOBAL_SET -> {
                    instance.global(c[pc + 2]).setValue(f[c[pc + 1]]);
                    pc += 3;
                }
                case I32_LOAD -> {
                    f[c[pc + 1]] = memory.readInt(address(f[c[pc + 2]], c[pc + 3]));
                    pc += 4;
                }
                case I64_LOAD, F64_LOAD -> {
                    f[c[pc + 1]] = memory.readLong(address(f[c[pc + 2]], c[pc + 3]));
                    pc += 4;
                }
                case I32_LOAD8_U, I64_LOAD8_U -> {
                    f[c[pc + 1]] = memory.read(address(f[c[pc + 2]], c[pc + 3])) & 0xff;
                    pc += 4;
                }
                case I32_LOAD16_U, I64_LOAD16_U -> {
                    f[c[pc + 1]] = memory.readShort(address(f[c[pc + 2]], c[pc + 3])) & 0xffff;
                    pc += 4;
                }
                case I64_LOAD32_U, F32_LOAD -> {
                    f[c[pc + 1]] = memory.readInt(address(f[c[pc + 2]], c[pc + 3])) & UNSIGNED;
                    pc += 4;
                }
                case I32_LOAD8_S, I64_LOAD8_S -> {
                    f[c[pc + 1]] = memory.read(address(f[c[pc + 2]], c[pc + 3]));
                    pc += 4;
                }
                case I32_LOAD16_S, I64_LOAD16_S -> {
                    f[c[pc + 1]] = memory.readShort(address(f[c[pc + 2]], c[pc + 3]));
                    pc += 4;
                }
                case I64_LOAD32_S -> {
                    f[c[pc + 1]] = memory.readInt(address(f[c[pc + 2]], c[pc + 3]));
                    pc += 4;
                }
                case I32_STORE, F32_STORE, I64_STORE32 -> {
                    memory.writeI32(address(f[c[pc + 1]], c[pc + 3]), (int) f[c[pc + 2]]);
                    pc += 4;
                }
                case I64_STORE, F64_STORE -> {
                    memory.writeLong(address(f[c[pc + 1]], c[pc + 3]), f[c[pc + 2]]);
                    pc += 4;
                }
                case I32_STORE8, I64_STORE8 -> {
                    memory.writeByte(address(f[c[pc + 1]], c[pc + 3]), (byte) f[c[pc + 2]]);
                    pc += 4;
                }
                case I32_STORE16, I64_STORE16 -> {
                    memory.writeShort(address(f[c[pc + 1]], c[pc + 3]), (short) f[c[pc + 2]]);
                    pc += 4;
                }
                case I32_EQZ -> {
                    f[c[pc + 1]] = (int) f[c[pc + 2]] == 0 ? 1 : 0;
                    pc += 3;
                }
                case I32_EQ -> {
                    f[c[pc + 1]] = (int) f[c[pc + 2]] == (int) f[c[pc + 3]] ? 1 : 0;
                    pc += 4;
                }
                case I32_NE -> {
                    f[c[pc + 1]] = (int) f[c[pc + 2]] != (int) f[c[pc + 3]] ? 1 : 0;
                    pc += 4;
                }
                case I32_LT_S -> {
                    f[c[pc + 1]] = (int) f[c[pc + 2]] < (int) f[c[pc + 3]] ? 1 : 0;
                    pc += 4;
                }
                case I32_LT_U -> {
                    f[c[pc + 1]] = less(f[c[pc + 2]], f[c[pc + 3]]) ? 1 : 0;
                    pc += 4;
                }
                case I32_GT_S -> {
                    f[c[pc + 1]] = (int) f[c[pc + 2]] > (int) f[c[pc + 3]] ? 1 : 0;
                    pc += 4;
                }
                case I32_GT_U -> {
                    f[c[pc + 1]] = less(f[c[pc + 3]], f[c[pc + 2]]) ? 1 : 0;
                    pc += 4;
                }
                case I32_LE_S -> {
                    f[c[pc + 1]] = (int) f[c[pc + 2]] <= (int) f[c[pc + 3]] ? 1 : 0;
                    pc += 4;
                }
                case I32_LE_U -> {
                    f[c[pc + 1]] = less(f[c[pc + 3]], f[c[pc + 2]]) ? 0 : 1;
                    pc += 4;
                }
                case I32_GE_S -> {
                    f[c[pc + 1]] = (int) f[c[pc + 2]] >= (int) f[c[pc + 3]] ? 1 : 0;
                    pc += 4;
                }
                case I32_GE_U -> {
                    f[c[pc + 1]] = less(f[c[pc + 2]], f[c[pc + 3]]) ? 0 : 1;
                    pc += 4;
                }
                case I64_EQZ -> {
                    f[c[pc + 1]] = f[c[pc + 2]] == 0 ? 1 : 0;
                    pc += 3;
                }
                case I64_EQ -> {
                    f[c[pc + 1]] = f[c[pc + 2]] == f[c[pc + 3]] ? 1 : 0;
                    pc += 4;
                }
                case I64_NE -> {
                    f[c[pc + 1]] = f[c[pc + 2]] != f[c[pc + 3]] ? 1 : 0;
                    pc += 4;
                }
                case I64_LT_U -> {
                    f[c[pc + 1]] = Long.compareUnsigned(f[c[pc + 2]], f[c[pc + 3]]) < 0 ? 1 : 0;
                    pc += 4;
                }
                case I64_GT_U -> {
                    f[c[pc + 1]] = Long.compareUnsigned(f[c[pc + 2]], f[c[pc + 3]]) > 0 ? 1 : 0;
                    pc += 4;
                }
                case I32_ADD -> {
                    f[c[pc + 1]] = (int) f[c[pc + 2]] + (int) f[c[pc + 3]];
                    pc += 4;
                }
                case I32_SUB -> {
                    f[c[pc + 1]] = (int) f[c[pc + 2]] - (int) f[c[pc + 3]];
                    pc += 4;
                }
                case I32_MUL -> {
                    f[c[pc + 1]] = (int) f[c[pc + 2]] * (int) f[c[pc + 3]];
                    pc += 4;
                }
                case I32_AND, I64_AND -> {
                    f[c[pc + 1]] = f[c[pc + 2]] & f[c[pc + 3]];
                    pc += 4;
                }
                case I32_OR, I64_OR -> {
                    f[c[pc + 1]] = f[c[pc + 2]] | f[c[pc + 3]];
                    pc += 4;
                }
                case I32_XOR, I64_XOR -> {
                    f[c[pc + 1]] = f[c[pc + 2]] ^ f[c[pc + 3]];
                    pc += 4;
                }
                case I32_SHL -> {
                    f[c[pc + 1]] = (int) f[c[pc + 2]] << (int) f[c[pc + 3]];
                    pc += 4;
                }
                case I32_SHR_S -> {
                    f[c[pc + 1]] = (int) f[c[pc + 2]] >> (int) f[c[pc + 3]];
                    pc += 4;
                }
                case I32_SHR_U -> {
                    f[c[pc + 1]] = (int) f[c[pc + 2]] >>> (int) f[c[pc + 3]];
                    pc += 4;
                }
                case I64_ADD -> {
                    f[c[pc + 1]] = f[c[pc + 2]] + f[c[pc + 3]];
                    pc += 4;
                }
                case I64_SUB -> {
                    f[c[pc + 1]] = f[c[pc + 2]] - f[c[pc + 3]];
                    pc += 4;
                }
                case I64_SHL -> {
                    f[c[pc + 1]] = f[c[pc + 2]] << f[c[pc + 3]];
                    pc += 4;
                }
                case I64_SHR_S -> {
                    f[c[pc + 1]] = f[c[pc + 2]] >> f[c[pc + 3]];
                    pc += 4;
                }
                case I64_SHR_U -> {
                    f[c[pc + 1]] = f[c[pc + 2]] >>> f[c[pc + 3]];
                    pc += 4;
                }
                case I32_WRAP_I64, I64_EXTEND_I32_S -> {
                    f[c[pc + 1]] = (int) f[c[pc + 2]];
                    pc += 3;
                }
                case I64_EXTEND_I32_U -> {
                    f[c[pc + 1]] = f[c[pc + 2]] & UNSIGNED;
                    pc += 3;
                }
                default -> pc = rare(c[pc], f, c, pc);
            }
        }
    }

    /// Branches back look for an interrupt.
    private static int jump(int from, int to) {
        if (to <= from) {
            checkInterrupt();
        }
        return to;
    }

    private static void checkInterrupt() {
        if (Thread.currentThread().isInterrupted()) {
            throw new ChicoryInterruptedException("interrupted");
        }
    }

    private static boolean less(long a, long b) {
        return Integer.compareUnsigned((int) a, (int) b) < 0;
    }

    /// {@return the address; -1, which is never inside a memory, if it is beyond what an `int` holds}
    private static int address(long base, int offset) {
        long address = (base & UNSIGNED) + (offset & UNSIGNED);
        return address > Integer.MAX_VALUE ? -1 : (int) address;
    }

    private static long[] values(long[] f, int[] c, int at, int count) {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = f[c[at + i]];
        }
        return values;
    }

    private void call(long[] f, int[] c, int pc) {
        int arguments = c[pc + 2];
        long[] results = call(c[pc + 1], values(f, c, pc + 5, arguments));
        if (c[pc + 3] > 0) {
            System.arraycopy(results, 0, f, c[pc + 4], c[pc + 3]);
        }
    }

    private void callIndirect(long[] f, int[] c, int pc) {
        TableInstance table = instance.table(c[pc + 2]);
        int element = (int) f[c[pc + 3]];
        int function = table.requiredRef(element);
        Instance callee = table.instance(element) == null ? instance : table.instance(element);
        int calleeType = callee.functionType(function);
        boolean same = callee == instance && calleeType == c[pc + 1];
        if (!same && !callee.type(calleeType).equals(instance.type(c[pc + 1]))) {
            throw new Trap(Trap.Kind.INDIRECT_CALL_TYPE_MISMATCH, "indirect call type mismatch");
        }
        long[] results = callee.getMachine().call(function, values(f, c, pc + 7, c[pc + 4]));
        if (c[pc + 5] > 0) {
            System.arraycopy(results, 0, f, c[pc + 6], c[pc + 5]);
        }
    }

    /// {@return where to go on}
    private int rare(int opcode, long[] f, int[] c, int pc) {
        int to = c[pc + 1];
        switch (opcode) {
            case UNREACHABLE -> throw new Trap(Trap.Kind.UNREACHABLE, "the guest executed `unreachable`");
            case REF_IS_NULL -> f[to] = (int) f[c[pc + 2]] == Value.REF_NULL_VALUE ? 1 : 0;
            case TABLE_GET -> f[to] = OpcodeImpl.TABLE_GET(instance, c[pc + 3], (int) f[c[pc + 2]]);
            case TABLE_SET -> instance.table(c[pc + 3]).setRef((int) f[to], (int) f[c[pc + 2]], instance);
            case TABLE_SIZE -> f[to] = instance.table(c[pc + 2]).size();
            case TABLE_GROW -> f[to] = instance.table(c[pc + 4]).grow((int) f[c[pc + 3]], (int) f[c[pc + 2]], instance);
            case MEMORY_SIZE -> f[to] = instance.memory().pages();
            case MEMORY_GROW -> f[to] = instance.memory().grow((int) f[c[pc + 2]]);
            case DATA_DROP -> instance.dropDataSegment(to);
            case ELEM_DROP -> instance.setElement(to, null);
            case MEMORY_INIT, MEMORY_COPY, MEMORY_FILL, TABLE_INIT, TABLE_COPY, TABLE_FILL ->
                bulk(opcode, (int) f[to], (int) f[c[pc + 2]], (int) f[c[pc + 3]], c[pc + 4], c[pc + 5]);
            default -> {
                return numeric(opcode, f, c, pc);
            }
        }
        return pc + length(opcode);
    }

    private static int length(int opcode) {
        return switch (opcode) {
            case DATA_DROP, ELEM_DROP -> 2;
            case REF_IS_NULL, TABLE_SIZE, MEMORY_SIZE -> 3;
            case TABLE_GET, TABLE_SET, MEMORY_GROW -> 4;
            case TABLE_GROW, MEMORY_INIT, MEMORY_COPY, MEMORY_FILL, TABLE_FILL -> 5;
            case TABLE_INIT, TABLE_COPY -> 6;
            default -> throw new IllegalStateException("no length for 0x" + Integer.toHexString(opcode));
        };
    }

    private void bulk(int opcode, int a, int b, int count, int first, int second) {
        switch (opcode) {
            case MEMORY_INIT -> instance.memory().initPassiveSegment(first, a, b, count);
            case MEMORY_COPY -> instance.memory().copy(a, b, count);
            case MEMORY_FILL -> instance.memory().fill((byte) b, a, a + count);
            case TABLE_INIT -> GuestOperations.tableInit(a, b, count, first, second, instance);
            case TABLE_COPY -> GuestOperations.tableCopy(a, b, count, first, second, instance);
            default -> GuestOperations.tableFill(a, b, count, first, instance);
        }
    }

    private static int numeric(int opcode, long[] f, int[] c, int pc) {
        long a = f[c[pc + 2]];
        if (isUnary(opcode)) {
            f[c[pc + 1]] = unary(opcode, a);
            return pc + 3;
        }
        f[c[pc + 1]] = binary(opcode, a, f[c[pc + 3]]);
        return pc + 4;
    }

    private static boolean isUnary(int opcode) {
        return LargeFunctionTranslator.isUnary(opcode) || opcode >= TRUNC_SAT;
    }

    private static long unary(int opcode, long a) {
        return switch (opcode) {
            case I32_CLZ -> Integer.numberOfLeadingZeros((int) a);
            case I32_CTZ -> Integer.numberOfTrailingZeros((int) a);
            case I32_POPCNT -> Integer.bitCount((int) a);
            case I64_CLZ -> Long.numberOfLeadingZeros(a);
            case I64_CTZ -> Long.numberOfTrailingZeros(a);
            case I64_POPCNT -> Long.bitCount(a);
            case I32_EXTEND8_S, I64_EXTEND8_S -> (byte) a;
            case I32_EXTEND16_S, I64_EXTEND16_S -> (short) a;
            case I64_EXTEND32_S -> (int) a;
            default -> FloatOperations.unary(opcode, a);
        };
    }

    private static long binary(int opcode, long a, long b) {
        return switch (opcode) {
            case I64_LT_S -> a < b ? 1 : 0;
            case I64_GT_S -> a > b ? 1 : 0;
            case I64_LE_S -> a <= b ? 1 : 0;
            case I64_LE_U -> Long.compareUnsigned(a, b) <= 0 ? 1 : 0;
            case I64_GE_S -> a >= b ? 1 : 0;
            case I64_GE_U -> Long.compareUnsigned(a, b) >= 0 ? 1 : 0;
            case I32_DIV_S -> OpcodeImpl.I32_DIV_S((int) a, (int) b);
            case I32_DIV_U -> OpcodeImpl.I32_DIV_U((int) a, (int) b);
            case I32_REM_S -> OpcodeImpl.I32_REM_S((int) a, (int) b);
            case I32_REM_U -> OpcodeImpl.I32_REM_U((int) a, (int) b);
            case I32_ROTL -> Integer.rotateLeft((int) a, (int) b);
            case I32_ROTR -> Integer.rotateRight((int) a, (int) b);
            case I64_MUL -> a * b;
            case I64_DIV_S -> OpcodeImpl.I64_DIV_S(a, b);
            case I64_DIV_U -> OpcodeImpl.I64_DIV_U(a, b);
            case I64_REM_S -> OpcodeImpl.I64_REM_S(a, b);
            case I64_REM_U -> OpcodeImpl.I64_REM_U(a, b);
            case I64_ROTL -> Long.rotateLeft(a, (int) b);
            case I64_ROTR -> Long.rotateRight(a, (int) b);
            default -> FloatOperations.binary(opcode, a, b);
        };
    }
}
