package dev.wassette.runtime.chicory;

import static dev.wassette.runtime.chicory.Opcodes.*;

import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Translates the body of a valid function from stack code to code on slots.
///
/// The height of the operand stack is known at each instruction, so each place on it is a slot of the frame. Reading
/// a local variable or a constant makes no code: the stack then names the variable's or the constant's slot, until
/// the variable changes or a block begins. A comparison before a branch becomes part of it, and an instruction whose
/// result goes to a variable writes there at once.
final class LargeFunctionTranslator {
    /// Constants beyond these are made when they are needed; each takes room in every frame.
    private static final int MOST_CONSTANTS = 256;
    private static final int EMPTY_BLOCK = 0x40;
    private static final int SECOND_MEMORY = 0x40;
    private static final int TYPED_REFERENCE = 0x64;
    private static final int TYPED_REFERENCE_OR_NULL = 0x63;
    private static final int NONE = -1;

    private final byte[] wasm;
    private final ModuleTypes types;
    private final FunctionType type;
    private final int end;
    private final int locals;
    private final Map<Long, Integer> constants;

    private int at;
    private int[] code = new int[1024];
    private int size;
    private int[] stack = new int[64];
    private int height;
    private int deepest;
    private final Deque<Block> blocks = new ArrayDeque<>();
    private boolean dead;
    private int last = NONE; // where the last instruction starts, if it has a result that nothing else can know of

    /// @param parameters how many values it takes
    /// @param results how many values it leaves
    private record BlockType(int parameters, int results) {}

    /// What a branch depends on: a comparison, I32_EQ to I32_GE_U, of two slots, or whether the first is not zero.
    private record Condition(int comparison, int first, int second) {
        static final int NOT_ZERO = 0;
        static final int ZERO = I32_EQZ;

        Condition negated() {
            return new Condition(switch (comparison) {
                case NOT_ZERO -> ZERO;
                case ZERO -> NOT_ZERO;
                case I32_EQ -> I32_NE;
                case I32_NE -> I32_EQ;
                case I32_LT_S -> I32_GE_S;
                case I32_LT_U -> I32_GE_U;
                case I32_GT_S -> I32_LE_S;
                case I32_GT_U -> I32_LE_U;
                case I32_LE_S -> I32_GT_S;
                case I32_LE_U -> I32_GT_U;
                case I32_GE_S -> I32_LT_S;
                case I32_GE_U -> I32_LT_U;
                default -> throw new IllegalStateException("not a comparison: " + comparison);
            }, first, second);
        }
    }

    private static final class Block {
        final BlockType type;
        final int height;
        final boolean dead;
        final int loopStart;
        final List<Integer> branches = new ArrayList<>();
        int toElse = NONE;

        Block(BlockType type, int height, boolean dead, int loopStart) {
            this.type = type;
            this.height = height;
            this.dead = dead;
            this.loopStart = loopStart;
        }

        boolean isLoop() {
            return loopStart != NONE;
        }

        /// {@return how many values a branch to it carries}
        int arity() {
            return isLoop() ? type.parameters() : type.results();
        }
    }

    private LargeFunctionTranslator(byte[] body, ModuleTypes types, FunctionType type, Map<Long, Integer> constants) {
        this.wasm = body;
        this.end = body.length;
        this.types = types;
        this.type = type;
        this.constants = constants;
        int declared = type.params().size();
        for (int groups = unsigned(); groups > 0; groups--) {
            declared += unsigned();
            skipValueType();
        }
        this.locals = declared;
    }

    /// @param body of the function, valid
    /// @throws ChicoryException when it uses what is not translated
    static LargeFunction translate(byte[] body, ModuleTypes types, int function) {
        Map<Long, Integer> constants = new HashMap<>();
        new LargeFunctionTranslator(body, types, types.of(function), constants).run();
        return new LargeFunctionTranslator(body, types, types.of(function), Map.copyOf(constants)).run();
    }

    private LargeFunction run() {
        blocks.push(new Block(new BlockType(0, type.returns().size()), 0, false, NONE));
        while (at < end) {
            instruction(Byte.toUnsignedInt(wasm[at++]));
        }
        long[] frame = new long[locals + constants.size() + deepest];
        constants.forEach((value, index) -> frame[locals + index] = value);
        return new LargeFunction(Arrays.copyOf(code, size), frame, type.params().size());
    }

    private void instruction(int opcode) {
        switch (opcode) {
            case BLOCK, LOOP, IF -> begin(opcode);
            case ELSE -> beginElse();
            case END -> end();
            case BR -> branch(unsigned());
            case BR_IF -> branchIf(unsigned());
            case BR_TABLE -> branchTable();
            case RETURN -> returnResults();
            case UNREACHABLE -> {
                emit(UNREACHABLE);
                dead = true;
            }
            case NOP -> { }
            case CALL -> call(unsigned());
            case CALL_INDIRECT -> callIndirect();
            case RETURN_CALL -> {
                call(unsigned());
                returnResults();
            }
            case RETURN_CALL_INDIRECT -> {
                callIndirect();
                returnResults();
            }
            case DROP -> drop();
            case SELECT -> select();
            case SELECT_TYPED -> {
                for (int count = unsigned(); count > 0; count--) {
                    skipValueType();
                }
                select();
            }
            case LOCAL_GET -> push(unsigned());
            case LOCAL_SET -> setLocal(unsigned());
            case LOCAL_TEE -> teeLocal(unsigned());
            case GLOBAL_GET -> simple(GLOBAL_GET, 0, true, unsigned());
            case GLOBAL_SET -> simple(GLOBAL_SET, 1, false, unsigned());
            case TABLE_GET -> simple(TABLE_GET, 1, true, unsigned());
            case TABLE_SET -> simple(TABLE_SET, 2, false, unsigned());
            case MEMORY_SIZE -> simple(MEMORY_SIZE, 0, true, memoryIndex());
            case MEMORY_GROW -> simple(MEMORY_GROW, 1, true, memoryIndex());
            case I32_CONST -> constant((int) signed());
            case I64_CONST -> constant(signed());
            case F32_CONST -> constant((int) fixed(Float.BYTES));
            case F64_CONST -> constant(fixed(Double.BYTES));
            case REF_NULL -> {
                signed();
                constant(Value.REF_NULL_VALUE);
            }
            case REF_FUNC -> constant(unsigned());
            case REF_IS_NULL -> simple(REF_IS_NULL, 1, true);
            case PREFIX_FC -> prefixed(unsigned());
            default -> numericOrMemory(opcode);
        }
    }

    private void numericOrMemory(int opcode) {
        if (I32_LOAD <= opcode && opcode <= I64_LOAD32_U) {
            simple(opcode, 1, true, memoryArgument());
        } else if (I32_STORE <= opcode && opcode <= I64_STORE32) {
            simple(opcode, 2, false, memoryArgument());
        } else if (isUnary(opcode)) {
            simple(opcode, 1, true);
        } else if (I32_EQ <= opcode && opcode <= F64_COPYSIGN) {
            simple(opcode, 2, true);
        } else {
            throw untranslated("the instruction 0x" + Integer.toHexString(opcode));
        }
    }

    /// {@return whether a numeric instruction of one byte takes one operand}
    static boolean isUnary(int opcode) {
        return opcode == I32_EQZ || opcode == I64_EQZ
                || I32_CLZ <= opcode && opcode <= I32_POPCNT
                || I64_CLZ <= opcode && opcode <= I64_POPCNT
                || F32_ABS <= opcode && opcode < F32_ADD
                || F64_ABS <= opcode && opcode < F64_ADD
                || I32_WRAP_I64 <= opcode && opcode <= I64_EXTEND32_S;
    }

    private void prefixed(int number) {
        switch (number) {
            case 0, 1, 2, 3, 4, 5, 6, 7 -> simple(TRUNC_SAT + number, 1, true);
            case 8 -> {
                int segment = unsigned();
                memoryIndex();
                simple(MEMORY_INIT, 3, false, segment);
            }
            case 9 -> simple(DATA_DROP, 0, false, unsigned());
            case 10 -> {
                memoryIndex();
                simple(MEMORY_COPY, 3, false, memoryIndex());
            }
            case 11 -> simple(MEMORY_FILL, 3, false, memoryIndex());
            case 12 -> {
                int segment = unsigned();
                simple(TABLE_INIT, 3, false, segment, unsigned());
            }
            case 13 -> simple(ELEM_DROP, 0, false, unsigned());
            case 14 -> {
                int to = unsigned();
                simple(TABLE_COPY, 3, false, to, unsigned());
            }
            case 15 -> simple(TABLE_GROW, 2, true, unsigned());
            case 16 -> simple(TABLE_SIZE, 0, true, unsigned());
            case 17 -> simple(TABLE_FILL, 3, false, unsigned());
            default -> throw untranslated("the instruction 0xfc " + number);
        }
    }

    private static ChicoryException untranslated(String what) {
        return new ChicoryException("a function too large for the JVM uses " + what + ", which is not supported there");
    }

    /// An instruction that takes operands from the stack, and others that stand in the code, and gives one result or
    /// none: opcode, slot of the result, slots of the operands, other operands.
    private void simple(int opcode, int operands, boolean result, int... others) {
        if (dead) {
            return;
        }
        int start = size;
        int from = height - operands;
        emit(opcode);
        if (result) {
            emit(slot(from));
        }
        for (int i = from; i < height; i++) {
            emit(stack[i]);
        }
        for (int other : others) {
            emit(other);
        }
        height = from;
        if (result) {
            pushOwn(1);
            last = start;
        } else {
            last = NONE;
        }
    }

    private void constant(long value) {
        if (dead) {
            return;
        }
        Integer index = constants.get(value);
        if (index == null && constants.size() < MOST_CONSTANTS) {
            index = constants.size();
            constants.put(value, index);
        }
        if (index != null) {
            push(locals + index);
        } else {
            emit(CONSTANT, slot(height), (int) value, (int) (value >> Integer.SIZE));
            pushOwn(1);
            last = NONE;
        }
    }

    private void drop() {
        if (!dead) {
            height--;
            last = NONE;
        }
    }

    private void select() {
        simple(SELECT, 3, true);
    }

    private void setLocal(int local) {
        if (dead) {
            return;
        }
        int value = stack[--height];
        if (last != NONE && code[last + 1] == value && !isOnStack(local)) {
            code[last + 1] = local;
        } else {
            saveCopies(local);
            emit(MOVE, local, value);
        }
        last = NONE;
    }

    private void teeLocal(int local) {
        if (!dead) {
            setLocal(local);
            push(local);
        }
    }

    private boolean isOnStack(int local) {
        for (int i = 0; i < height; i++) {
            if (stack[i] == local) {
                return true;
            }
        }
        return false;
    }

    /// Before a variable changes, gives its value to the places on the stack that name it.
    private void saveCopies(int local) {
        for (int i = 0; i < height; i++) {
            if (stack[i] == local) {
                emit(MOVE, slot(i), local);
                stack[i] = slot(i);
            }
        }
    }

    private void begin(int opcode) {
        BlockType blockType = blockType();
        if (dead) {
            blocks.push(new Block(blockType, height, true, NONE));
            return;
        }
        Condition condition = opcode == IF ? popCondition() : null;
        int start = height - blockType.parameters();
        saveLocals();
        if (opcode != BLOCK) { // the parameters come on two ways, so they have to be in the same slots
            moveTop(blockType.parameters(), start);
            height = start;
            pushOwn(blockType.parameters());
        }
        last = NONE;
        Block block = new Block(blockType, start, false, opcode == LOOP ? size : NONE);
        blocks.push(block);
        if (condition != null) {
            block.toElse = emitBranch(condition.negated());
        }
    }

    /// Gives their values to the places on the stack that name a variable: it may change on one way only.
    private void saveLocals() {
        for (int i = 0; i < height; i++) {
            if (stack[i] < locals) {
                emit(MOVE, slot(i), stack[i]);
                stack[i] = slot(i);
            }
        }
    }

    private void beginElse() {
        Block block = blocks.peek();
        if (block.dead) {
            return;
        }
        if (!dead) {
            moveTop(block.type.results(), block.height);
            emit(BR, 0);
            block.branches.add(size - 1);
        }
        code[block.toElse] = size;
        block.toElse = NONE;
        resume(block, block.type.parameters());
    }

    private void end() {
        Block block = blocks.pop();
        if (block.dead) {
            return;
        }
        if (!dead) {
            moveTop(block.type.results(), block.height);
        }
        if (block.toElse != NONE) {
            code[block.toElse] = size;
        }
        for (int branch : block.branches) {
            code[branch] = size;
        }
        resume(block, block.type.results());
        if (blocks.isEmpty()) {
            returnResults();
        }
    }

    /// Continues where several ways meet, with the block's values in their own slots.
    private void resume(Block block, int values) {
        height = block.height;
        dead = false;
        pushOwn(values);
        last = NONE;
    }

    /// Puts the topmost values into the slots of the places from `position` on, which are not above their own.
    private void moveTop(int count, int position) {
        for (int i = 0; i < count; i++) {
            int from = stack[height - count + i];
            if (from != slot(position + i)) {
                emit(MOVE, slot(position + i), from);
            }
        }
    }

    private boolean isInPlace(Block block) {
        int count = block.arity();
        for (int i = 0; i < count; i++) {
            if (stack[height - count + i] != slot(block.height + i)) {
                return false;
            }
        }
        return true;
    }

    private Block block(int depth) {
        int rest = depth;
        for (Block block : blocks) {
            if (rest-- == 0) {
                return block;
            }
        }
        throw new IllegalStateException("the function is not valid: it has no block " + depth);
    }

    private void branch(int depth) {
        if (dead) {
            return;
        }
        Block target = block(depth);
        moveTop(target.arity(), target.height);
        emit(BR, 0);
        aim(target);
        dead = true;
    }

    /// Makes the operand written last a target.
    private void aim(Block target) {
        if (target.isLoop()) {
            code[size - 1] = target.loopStart;
        } else {
            target.branches.add(size - 1);
        }
    }

    private void branchIf(int depth) {
        if (dead) {
            return;
        }
        Condition condition = popCondition();
        Block target = block(depth);
        if (isInPlace(target)) {
            emitBranch(condition);
            aim(target);
        } else {
            int around = emitBranch(condition.negated());
            moveTop(target.arity(), target.height);
            emit(BR, 0);
            aim(target);
            code[around] = size;
        }
        last = NONE;
    }

    /// Pops what a branch depends on; a comparison made last becomes part of the branch.
    private Condition popCondition() {
        int slot = stack[--height];
        if (last == NONE || slot != slot(height) || code[last] < I32_EQZ || code[last] > I32_GE_U) {
            return new Condition(Condition.NOT_ZERO, slot, NONE);
        }
        size = last;
        return new Condition(code[last], code[last + 2], code[last] == I32_EQZ ? NONE : code[last + 3]);
    }

    /// {@return where the target stands}
    private int emitBranch(Condition condition) {
        switch (condition.comparison()) {
            case Condition.NOT_ZERO -> emit(BR_IF, condition.first(), 0);
            case Condition.ZERO -> emit(BR_ZERO, condition.first(), 0);
            default -> emit(BR_COMPARE + condition.comparison() - I32_EQ, condition.first(), condition.second(), 0);
        }
        return size - 1;
    }

    private void branchTable() {
        int[] depths = new int[unsigned() + 1];
        Arrays.setAll(depths, _ -> unsigned());
        if (dead) {
            return;
        }
        int index = stack[--height];
        emit(BR_TABLE, index, depths.length);
        int first = size;
        for (int depth : depths) {
            emit(0);
            if (isInPlace(block(depth))) {
                aim(block(depth));
            }
        }
        for (int i = 0; i < depths.length; i++) {
            Block target = block(depths[i]);
            if (!isInPlace(target)) {
                code[first + i] = size;
                moveTop(target.arity(), target.height);
                emit(BR, 0);
                aim(target);
            }
        }
        dead = true;
    }

    private void returnResults() {
        if (dead) {
            return;
        }
        int count = type.returns().size();
        emit(RETURN, count);
        for (int i = height - count; i < height; i++) {
            emit(stack[i]);
        }
        dead = true;
    }

    private void call(int function) {
        if (!dead) {
            callOf(types.of(function), CALL, function);
        }
    }

    private void callIndirect() {
        int calledType = unsigned();
        int table = unsigned();
        if (!dead) {
            int element = stack[--height];
            callOf(types.types()[calledType], CALL_INDIRECT, calledType, table, element);
        }
    }

    /// Writes what is called, how many arguments and results there are, the slot of the first result, and the slots of
    /// the arguments.
    private void callOf(FunctionType called, int... callee) {
        int arguments = called.params().size();
        int results = called.returns().size();
        int base = height - arguments;
        emit(callee);
        emit(arguments, results, slot(base));
        for (int i = base; i < height; i++) {
            emit(stack[i]);
        }
        height = base;
        pushOwn(results);
        last = NONE;
    }

    private void push(int slot) {
        if (dead) {
            return;
        }
        if (height == stack.length) {
            stack = Arrays.copyOf(stack, height * 2);
        }
        stack[height++] = slot;
    }

    /// Pushes values that are in the slots of their places.
    private void pushOwn(int count) {
        for (int i = 0; i < count; i++) {
            push(slot(height));
        }
    }

    private int slot(int position) {
        deepest = Math.max(deepest, position + 1);
        return locals + constants.size() + position;
    }

    private void emit(int... words) {
        if (size + words.length > code.length) {
            code = Arrays.copyOf(code, code.length * 2 + words.length);
        }
        System.arraycopy(words, 0, code, size, words.length);
        size += words.length;
    }

    private BlockType blockType() {
        int first = Byte.toUnsignedInt(wasm[at]);
        if (first == EMPTY_BLOCK) {
            at++;
            return new BlockType(0, 0);
        }
        if (EMPTY_BLOCK < first && first < 0x80) { // one value: its type is a negative number
            skipValueType();
            return new BlockType(0, 1);
        }
        FunctionType of = types.types()[(int) signed()];
        return new BlockType(of.params().size(), of.returns().size());
    }

    private void skipValueType() {
        int first = wasm[at++];
        if (first == TYPED_REFERENCE || first == TYPED_REFERENCE_OR_NULL) {
            signed();
        }
    }

    private int memoryIndex() {
        if (unsigned() != 0) {
            throw untranslated("a second memory");
        }
        return 0;
    }

    /// {@return the offset; how the access is aligned does not matter}
    private int memoryArgument() {
        if ((unsigned() & SECOND_MEMORY) != 0) {
            memoryIndex();
        }
        return unsigned();
    }

    private int unsigned() {
        return (int) number(false);
    }

    private long signed() {
        return number(true);
    }

    private long number(boolean signed) {
        long value = 0;
        int shift = 0;
        int next;
        do {
            next = wasm[at++];
            value |= (long) (next & 0x7f) << shift;
            shift += 7;
        } while (next < 0);
        return signed && shift < Long.SIZE && (next & 0x40) != 0 ? value | -1L << shift : value;
    }

    private long fixed(int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (long) Byte.toUnsignedInt(wasm[at++]) << i * Byte.SIZE;
        }
        return value;
    }
}
