package dev.wassette.component.abi;

import dev.wassette.component.engine.Trap;
import dev.wassette.domain.wit.WitValue;

/// Makes values from core values (Canonical ABI, "Flat Lifting"). As every core value is raw bits in the low end of a
/// 64-bit number, a payload that shares its place with one of another type needs no conversion: whoever reads takes
/// as many bits as it wants.
final class LiftFlat {
    private LiftFlat() {}

    /// {@return the value whose flattened form starts at this position}
    ///
    /// @throws Trap when it is not a value of the type
    static WitValue lift(LiftLowerContext cx, long[] values, int position, Layout layout) {
        return switch (layout) {
            case Layout.Scalar scalar -> Scalars.lift(scalar.type, values[position]);
            case Layout.Text _ ->
                new WitValue.Str(Strings.load(cx, (int) values[position], (int) values[position + 1]));
            case Layout.ListOf list -> Load.list(cx, (int) values[position], (int) values[position + 1], list);
            case Layout.Record record -> Load.product(record, record(cx, values, position, record));
            case Layout.Variant variant -> variant(cx, values, position, variant);
            case Layout.Flags flags -> new WitValue.Flags((int) values[position] & flags.mask);
            case Layout.Handle handle -> Load.handle(cx, (int) values[position], handle);
        };
    }

    /// {@return the fields of a record, in order}
    static WitValue[] record(LiftLowerContext cx, long[] values, int position, Layout.Record layout) {
        WitValue[] fields = new WitValue[layout.fields.length];
        int next = position;
        for (int i = 0; i < fields.length; i++) {
            fields[i] = lift(cx, values, next, layout.fields[i]);
            next += layout.fields[i].flatCount();
        }
        return fields;
    }

    private static WitValue variant(LiftLowerContext cx, long[] values, int position, Layout.Variant layout) {
        int index = Load.caseIndex((int) values[position], layout);
        Layout payload = layout.payloads[index];
        return Load.sum(layout, index, payload == null ? null : lift(cx, values, position + 1, payload));
    }
}
