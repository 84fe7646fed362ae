package dev.wassette.component.abi;

import dev.wassette.component.engine.CoreMemory;
import dev.wassette.component.engine.Trap;
import dev.wassette.domain.wit.WitValue;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/// Reads values from a memory (Canonical ABI, "Loading").
final class Load {
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /// How much of a list of numbers is copied at a time, in bytes.
    private static final int CHUNK = 1 << 13;

    private Load() {}

    /// {@return the value at an address that is aligned and where the whole value lies in the memory}
    ///
    /// @throws Trap when it is not a value of the type
    static WitValue load(LiftLowerContext cx, long address, Layout layout) {
        return switch (layout) {
            case Layout.Scalar scalar -> Scalars.lift(scalar.type, bits(cx.memory(), address, scalar.size));
            case Layout.Text _ -> new WitValue.Str(
                    Strings.load(cx, cx.memory().getInt(address), cx.memory().getInt(address + 4)));
            case Layout.ListOf list -> list(cx, cx.memory().getInt(address), cx.memory().getInt(address + 4), list);
            case Layout.Record record -> product(record, record(cx, address, record));
            case Layout.Variant variant -> variant(cx, address, variant);
            case Layout.Flags flags ->
                new WitValue.Flags((int) bits(cx.memory(), address, flags.size) & flags.mask);
            case Layout.Handle handle -> handle(cx, cx.memory().getInt(address), handle);
        };
    }

    private static long bits(CoreMemory memory, long address, int size) {
        return switch (size) {
            case 1 -> memory.getByte(address) & 0xFF;
            case 2 -> memory.getShort(address) & 0xFFFF;
            case 4 -> memory.getInt(address);
            default -> memory.getLong(address);
        };
    }

    /// {@return the list whose address and length a guest gave (`load_list_from_range`)}
    static WitValue list(LiftLowerContext cx, int address, int length, Layout.ListOf layout) {
        Layout element = layout.element;
        long count = Integer.toUnsignedLong(length);
        long byteLength = count * element.size;
        if (byteLength > AbiLimits.MAX_LIST_BYTE_LENGTH) {
            throw Trap.abi("list of " + byteLength + " bytes is too long");
        }
        long from = cx.checked(address, element.alignment, byteLength, "list content");
        cx.spend(64 + (layout.bytes ? byteLength : count * (8L + element.heapBytes)));
        if (layout.bytes) {
            byte[] bytes = new byte[(int) byteLength];
            cx.memory().get(from, bytes, 0, bytes.length);
            return new WitValue.Bytes(bytes);
        }
        WitValue[] elements = new WitValue[(int) count];
        if (element instanceof Layout.Scalar scalar) {
            scalars(cx.memory(), from, scalar, elements);
        } else {
            for (int i = 0; i < elements.length; i++) {
                elements[i] = load(cx, from + (long) i * element.size, element);
            }
        }
        return new WitValue.ListOf(List.of(elements));
    }

    private static void scalars(CoreMemory memory, long from, Layout.Scalar layout, WitValue[] elements) {
        int size = layout.size;
        byte[] chunk = new byte[Math.min(CHUNK, elements.length * size)];
        int perChunk = CHUNK / size;
        for (int start = 0; start < elements.length; start += perChunk) {
            int count = Math.min(perChunk, elements.length - start);
            memory.get(from + (long) start * size, chunk, 0, count * size);
            for (int i = 0; i < count; i++) {
                elements[start + i] = Scalars.lift(layout.type, bits(chunk, i * size, size));
            }
        }
    }

    private static long bits(byte[] bytes, int offset, int size) {
        return switch (size) {
            case 1 -> bytes[offset] & 0xFF;
            case 2 -> (short) SHORTS.get(bytes, offset) & 0xFFFF;
            case 4 -> (int) INTS.get(bytes, offset);
            default -> (long) LONGS.get(bytes, offset);
        };
    }

    /// {@return the fields of a record, in order}
    static WitValue[] record(LiftLowerContext cx, long address, Layout.Record layout) {
        WitValue[] fields = new WitValue[layout.fields.length];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = load(cx, address + layout.offsets[i], layout.fields[i]);
        }
        return fields;
    }

    /// {@return the record or tuple of these fields}
    static WitValue product(Layout.Record layout, WitValue[] fields) {
        return layout.tuple ? new WitValue.Tuple(List.of(fields)) : new WitValue.Record(List.of(fields));
    }

    private static WitValue variant(LiftLowerContext cx, long address, Layout.Variant layout) {
        int index = caseIndex((int) bits(cx.memory(), address, layout.discriminantSize), layout);
        Layout payload = layout.payloads[index];
        return sum(layout, index, payload == null ? null : load(cx, address + layout.payloadOffset, payload));
    }

    /// {@return the number of a case}
    ///
    /// @param index unsigned
    /// @throws Trap when there is no such case
    static int caseIndex(int index, Layout.Variant layout) {
        if (Integer.compareUnsigned(index, layout.payloads.length) >= 0) {
            throw Trap.abi("invalid variant discriminant " + Integer.toUnsignedString(index) + " of "
                    + layout.payloads.length + " cases");
        }
        return index;
    }

    /// {@return the variant, enum, option or result}
    ///
    /// @param payload null where there is none
    static WitValue sum(Layout.Variant layout, int index, WitValue payload) {
        return switch (layout.kind) {
            case VARIANT -> new WitValue.Variant(index, Optional.ofNullable(payload));
            case ENUM -> new WitValue.Enum(index);
            case OPTION -> new WitValue.Option(Optional.ofNullable(payload));
            case RESULT -> new WitValue.Result(index == 0, Optional.ofNullable(payload));
        };
    }

    /// {@return the handle at this index of the instance's table (`lift_own`, `lift_borrow`)}
    static WitValue handle(LiftLowerContext cx, int index, Layout.Handle layout) {
        return layout.own ? cx.instance.liftOwn(index, layout.resource)
                : cx.instance.liftBorrow(index, layout.resource);
    }
}
