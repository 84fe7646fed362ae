package dev.wassette.component.abi;

import dev.wassette.domain.wit.WitValue;
import java.util.Arrays;
import java.util.List;

/// Makes core values from values (Canonical ABI, "Flat Lowering"). Each core value fills its 64 bits with zeros, which is
/// what a payload needs that shares its place with a wider one.
final class LowerFlat {
    private LowerFlat() {}

    /// Writes the flattened form of a value from this position on.
    ///
    /// @param source how strings lay in the memory that the value comes from; null for a value of the host
    static void lower(LiftLowerContext cx, WitValue value, long[] values, int position, Layout layout,
            StringEncoding source) {
        switch (layout) {
            case Layout.Scalar scalar -> values[position] = Scalars.lower(scalar.type, value);
            case Layout.Text _ ->
                range(values, position, Strings.store(cx, ((WitValue.Str) value).value(), source));
            case Layout.ListOf list -> range(values, position, Store.list(cx, value, list, source));
            case Layout.Record record -> record(cx, Store.fields(value, record), values, position, record, source);
            case Layout.Variant variant -> variant(cx, value, values, position, variant, source);
            case Layout.Flags flags ->
                values[position] = Integer.toUnsignedLong(((WitValue.Flags) value).bits() & flags.mask);
            case Layout.Handle handle ->
                values[position] = Integer.toUnsignedLong(Store.handle(cx, (WitValue.Handle) value, handle));
        }
    }

    private static void range(long[] values, int position, long range) {
        values[position] = range >>> 32;
        values[position + 1] = range & 0xFFFF_FFFFL;
    }

    /// Writes the flattened form of the fields of a record.
    static void record(LiftLowerContext cx, List<WitValue> fields, long[] values, int position, Layout.Record layout,
            StringEncoding source) {
        int next = position;
        for (int i = 0; i < layout.fields.length; i++) {
            lower(cx, fields.get(i), values, next, layout.fields[i], source);
            next += layout.fields[i].flatCount();
        }
    }

    private static void variant(LiftLowerContext cx, WitValue value, long[] values, int position,
            Layout.Variant layout, StringEncoding source) {
        int index = Store.caseIndex(value, layout);
        Layout payload = layout.payloads[index];
        int end = position + 1;
        values[position] = index;
        if (payload != null) {
            lower(cx, Store.payload(value, layout), values, end, payload, source);
            end += payload.flatCount();
        }
        Arrays.fill(values, end, position + layout.flatCount(), 0);
    }
}
