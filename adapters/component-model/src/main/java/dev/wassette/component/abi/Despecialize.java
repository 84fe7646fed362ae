package dev.wassette.component.abi;

import dev.wassette.component.engine.CoreType;
import dev.wassette.domain.wit.WitType;
import dev.wassette.domain.wit.WitType.Primitive;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes the [Layout] of each type (Canonical ABI, "Despecialization", "Alignment", "Element Size"). A type object that
/// was asked for before is not looked at again, so types that share their parts cost what they have parts. Used by one
/// thread.
public final class Despecialize {
    private static final Layout.Text TEXT = new Layout.Text();
    private final Map<WitType, Layout> known = new IdentityHashMap<>();

    /// {@return the layout of this type}
    ///
    /// @throws TypeTooLarge when a value would take more than [AbiLimits#MAX_TYPE_BYTES]
    public Layout layout(WitType type) {
        Layout layout = known.get(type);
        if (layout == null) {
            layout = despecialize(type);
            known.put(type, layout);
        }
        return layout;
    }

    private Layout despecialize(WitType type) {
        return switch (type) {
            case Primitive primitive -> primitive(primitive);
            case WitType.ListType(WitType element) -> new Layout.ListOf(layout(element));
            case WitType.RecordType(List<WitType.Field> fields) ->
                record(fields.stream().map(field -> layout(field.type())).toArray(Layout[]::new), false);
            case WitType.TupleType(List<WitType> elements) ->
                record(elements.stream().map(this::layout).toArray(Layout[]::new), true);
            case WitType.VariantType(List<WitType.Case> cases) -> variant(Layout.VariantKind.VARIANT,
                    cases.stream().map(one -> payload(one.payload())).toArray(Layout[]::new));
            case WitType.EnumType(List<String> names) ->
                variant(Layout.VariantKind.ENUM, new Layout[names.size()]);
            case WitType.OptionType(WitType some) ->
                variant(Layout.VariantKind.OPTION, new Layout[] {null, layout(some)});
            case WitType.ResultType(Optional<WitType> ok, Optional<WitType> error) ->
                variant(Layout.VariantKind.RESULT, new Layout[] {payload(ok), payload(error)});
            case WitType.FlagsType(List<String> names) -> new Layout.Flags(names.size(), flagsSize(names.size()));
            case WitType.Own(var resource) -> new Layout.Handle(resource, true);
            case WitType.Borrow(var resource) -> new Layout.Handle(resource, false);
        };
    }

    private static Layout primitive(Primitive type) {
        return switch (type) {
            case BOOL, S8, U8 -> new Layout.Scalar(type, 1, CoreType.I32);
            case S16, U16 -> new Layout.Scalar(type, 2, CoreType.I32);
            case S32, U32, CHAR -> new Layout.Scalar(type, 4, CoreType.I32);
            case S64, U64 -> new Layout.Scalar(type, 8, CoreType.I64);
            case F32 -> new Layout.Scalar(type, 4, CoreType.F32);
            case F64 -> new Layout.Scalar(type, 8, CoreType.F64);
            case STRING -> TEXT;
        };
    }

    private Layout payload(Optional<WitType> type) {
        return type.map(this::layout).orElse(null);
    }

    /// {@return the layout of these fields one after the other}
    static Layout.Record record(Layout[] fields, boolean tuple) {
        int[] offsets = new int[fields.length];
        int alignment = 1;
        long size = 0;
        long heapBytes = 40;
        for (int i = 0; i < fields.length; i++) {
            size = alignTo(size, fields[i].alignment);
            offsets[i] = (int) size;
            size = requireSmall(size + fields[i].size);
            alignment = Math.max(alignment, fields[i].alignment);
            heapBytes = saturate(heapBytes + 8 + fields[i].heapBytes);
        }
        return new Layout.Record(fields, offsets, tuple, (int) alignTo(size, alignment), alignment,
                Flatten.record(fields), (int) heapBytes);
    }

    private static Layout.Variant variant(Layout.VariantKind kind, Layout[] payloads) {
        int discriminant = discriminantSize(payloads.length);
        int alignment = 1;
        int size = 0;
        long heapBytes = 0;
        for (Layout payload : payloads) {
            if (payload != null) {
                alignment = Math.max(alignment, payload.alignment);
                size = Math.max(size, payload.size);
                heapBytes = Math.max(heapBytes, payload.heapBytes);
            }
        }
        int payloadOffset = (int) alignTo(discriminant, alignment);
        alignment = Math.max(alignment, discriminant);
        long whole = requireSmall(alignTo((long) payloadOffset + size, alignment));
        return new Layout.Variant(kind, payloads, discriminant, payloadOffset, (int) whole, alignment,
                Flatten.variant(payloads), (int) saturate(heapBytes + 40));
    }

    private static int discriminantSize(int cases) {
        return cases <= 1 << 8 ? 1 : cases <= 1 << 16 ? 2 : 4;
    }

    private static int flagsSize(int names) {
        return names <= 8 ? 1 : names <= 16 ? 2 : 4;
    }

    static long alignTo(long address, int alignment) {
        return (address + alignment - 1) & -alignment;
    }

    private static long requireSmall(long size) {
        if (size > AbiLimits.MAX_TYPE_BYTES) {
            throw new TypeTooLarge();
        }
        return size;
    }

    private static long saturate(long bytes) {
        return Math.min(bytes, Integer.MAX_VALUE);
    }
}
