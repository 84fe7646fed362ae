package dev.wassette.component.abi;

import dev.wassette.component.engine.CoreMemory;
import dev.wassette.domain.wit.WitType.Primitive;
import dev.wassette.domain.wit.WitValue;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;

/// Writes values to a memory (Canonical ABI, "Storing"). A value that is not of its type is a fault of whoever made it:
/// a [ClassCastException] or an index out of its bounds.
final class Store {
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /// How much of a list of numbers is copied at a time, in bytes.
    private static final int CHUNK = 1 << 13;

    private Store() {}

    /// Stores a value at an address that is aligned and where the whole value lies in the memory.
    ///
    /// @param source how strings lay in the memory that the value comes from; null for a value of the host
    static void store(LiftLowerContext cx, WitValue value, long address, Layout layout, StringEncoding source) {
        switch (layout) {
            case Layout.Scalar scalar -> put(cx.memory(), address, scalar.size, Scalars.lower(scalar.type, value));
            case Layout.Text _ ->
                range(cx, address, Strings.store(cx, ((WitValue.Str) value).value(), source));
            case Layout.ListOf list -> range(cx, address, list(cx, value, list, source));
            case Layout.Record record -> record(cx, fields(value, record), address, record, source);
            case Layout.Variant variant -> variant(cx, value, address, variant, source);
            case Layout.Flags flags ->
                put(cx.memory(), address, flags.size, ((WitValue.Flags) value).bits() & flags.mask);
            case Layout.Handle handle -> cx.memory().putInt(address, handle(cx, (WitValue.Handle) value, handle));
        }
    }

    private static void put(CoreMemory memory, long address, int size, long bits) {
        switch (size) {
            case 1 -> memory.putByte(address, (byte) bits);
            case 2 -> memory.putShort(address, (short) bits);
            case 4 -> memory.putInt(address, (int) bits);
            default -> memory.putLong(address, bits);
        }
    }

    private static void range(LiftLowerContext cx, long address, long range) {
        cx.memory().putInt(address, (int) (range >>> 32));
        cx.memory().putInt(address + 4, (int) range);
    }

    /// Stores the elements of a list into memory that the guest gives (`store_list_into_range`).
    ///
    /// @return the address in the upper 32 bits, the length in the lower
    static long list(LiftLowerContext cx, WitValue value, Layout.ListOf layout, StringEncoding source) {
        if (layout.bytes) {
            byte[] bytes = ((WitValue.Bytes) value).bytes();
            long address = cx.allocate(1, bytes.length);
            cx.memory().put(address, bytes, 0, bytes.length);
            return address << 32 | bytes.length;
        }
        List<WitValue> elements = ((WitValue.ListOf) value).elements();
        Layout element = layout.element;
        long address = cx.allocate(element.alignment, (long) elements.size() * element.size);
        if (element instanceof Layout.Scalar scalar) {
            scalars(cx.memory(), address, scalar, elements);
        } else {
            for (int i = 0; i < elements.size(); i++) {
                store(cx, elements.get(i), address + (long) i * element.size, element, source);
            }
        }
        return address << 32 | elements.size();
    }

    private static void scalars(CoreMemory memory, long address, Layout.Scalar layout, List<WitValue> elements) {
        int size = layout.size;
        Primitive type = layout.type;
        int perChunk = CHUNK / size;
        byte[] chunk = new byte[Math.min(perChunk, elements.size()) * size];
        for (int start = 0; start < elements.size(); start += perChunk) {
            int count = Math.min(perChunk, elements.size() - start);
            for (int i = 0; i < count; i++) {
                put(chunk, i * size, size, Scalars.lower(type, elements.get(start + i)));
            }
            memory.put(address + (long) start * size, chunk, 0, count * size);
        }
    }

    private static void put(byte[] bytes, int offset, int size, long bits) {
        switch (size) {
            case 1 -> bytes[offset] = (byte) bits;
            case 2 -> SHORTS.set(bytes, offset, (short) bits);
            case 4 -> INTS.set(bytes, offset, (int) bits);
            default -> LONGS.set(bytes, offset, bits);
        }
    }

    /// {@return the fields of a record or tuple}
    static List<WitValue> fields(WitValue value, Layout.Record layout) {
        return layout.tuple ? ((WitValue.Tuple) value).elements() : ((WitValue.Record) value).fields();
    }

    /// Stores the fields of a record.
    static void record(LiftLowerContext cx, List<WitValue> fields, long address, Layout.Record layout,
            StringEncoding source) {
        for (int i = 0; i < layout.fields.length; i++) {
            store(cx, fields.get(i), address + layout.offsets[i], layout.fields[i], source);
        }
    }

    private static void variant(LiftLowerContext cx, WitValue value, long address, Layout.Variant layout,
            StringEncoding source) {
        int index = caseIndex(value, layout);
        put(cx.memory(), address, layout.discriminantSize, index);
        Layout payload = layout.payloads[index];
        if (payload != null) {
            store(cx, payload(value, layout), address + layout.payloadOffset, payload, source);
        }
    }

    /// {@return the number of the case that this variant, enum, option or result is}
    static int caseIndex(WitValue value, Layout.Variant layout) {
        return switch (layout.kind) {
            case VARIANT -> ((WitValue.Variant) value).index();
            case ENUM -> ((WitValue.Enum) value).index();
            case OPTION -> ((WitValue.Option) value).some().isPresent() ? 1 : 0;
            case RESULT -> ((WitValue.Result) value).isOk() ? 0 : 1;
        };
    }

    /// {@return the payload of a case that has one}
    static WitValue payload(WitValue value, Layout.Variant layout) {
        return switch (layout.kind) {
            case VARIANT -> ((WitValue.Variant) value).payload().orElseThrow();
            case ENUM -> throw new IllegalStateException("an enum has no payload");
            case OPTION -> ((WitValue.Option) value).some().orElseThrow();
            case RESULT -> ((WitValue.Result) value).payload().orElseThrow();
        };
    }

    /// {@return the index of a new handle in the instance's table, or for a `borrow` of the instance's own resource its
    /// representation (`lower_own`, `lower_borrow`)}
    static int handle(LiftLowerContext cx, WitValue.Handle value, Layout.Handle layout) {
        if (!value.resource().equals(layout.resource)) {
            throw new IllegalStateException("a handle of " + value.resource() + " in the place of one of "
                    + layout.resource);
        }
        if (layout.own) {
            return cx.instance.lowerOwn(value);
        }
        return cx.instance.defines(layout.resource) ? (Integer) value.representation()
                : cx.instance.lowerBorrow(value, cx.borrowScope);
    }
}
