package dev.wassette.component.abi;

import dev.wassette.component.engine.CoreType;
import dev.wassette.domain.wit.ResourceType;
import dev.wassette.domain.wit.WitType.Primitive;

/// A value type as the Canonical ABI sees it: despecialized, with its alignment, its size in memory and its flattened
/// form. Made once for each type by [Despecialize]; immutable.
///
/// Classes with fields rather than records: the arrays inside are read for every value that passes.
public abstract sealed class Layout {
    /// How many bytes a value takes in memory (`elem_size`).
    final int size;
    /// What the address of a value is a multiple of: 1, 2, 4 or 8 (`alignment`).
    final int alignment;
    /// The core types of the flattened value (`flatten_type`); null when there are more than fit into any function.
    final CoreType[] flat;
    /// About how many bytes of Java heap a lifted value takes, not counting strings and the elements of lists.
    final int heapBytes;

    private Layout(int size, int alignment, CoreType[] flat, int heapBytes) {
        this.size = size;
        this.alignment = alignment;
        this.flat = flat;
        this.heapBytes = heapBytes;
    }

    /// {@return how many core values the flattened value has; more than [AbiLimits#MAX_FLAT_PARAMS] where it has no
    /// flattened form}
    final int flatCount() {
        return flat == null ? AbiLimits.MAX_FLAT_PARAMS + 1 : flat.length;
    }

    /// `bool`, a number or `char`.
    static final class Scalar extends Layout {
        final Primitive type;

        Scalar(Primitive type, int size, CoreType flat) {
            super(size, size, new CoreType[] {flat}, 24);
            this.type = type;
        }
    }

    /// `string`.
    static final class Text extends Layout {
        Text() {
            super(8, 4, new CoreType[] {CoreType.I32, CoreType.I32}, 64);
        }
    }

    /// `list`.
    static final class ListOf extends Layout {
        final Layout element;
        /// whether this is `list<u8>`
        final boolean bytes;

        ListOf(Layout element) {
            super(8, 4, new CoreType[] {CoreType.I32, CoreType.I32}, 64);
            this.element = element;
            this.bytes = element instanceof Scalar scalar && scalar.type == Primitive.U8;
        }
    }

    /// A record or a tuple.
    static final class Record extends Layout {
        final Layout[] fields;
        /// where in the record each field starts
        final int[] offsets;
        final boolean tuple;

        Record(Layout[] fields, int[] offsets, boolean tuple, int size, int alignment, CoreType[] flat,
                int heapBytes) {
            super(size, alignment, flat, heapBytes);
            this.fields = fields;
            this.offsets = offsets;
            this.tuple = tuple;
        }
    }

    /// Which values a [Variant] has.
    enum VariantKind { VARIANT, ENUM, OPTION, RESULT }

    /// A variant, an enum (no case has a payload), an option (none, some) or a result (ok, error).
    static final class Variant extends Layout {
        final VariantKind kind;
        /// for each case the layout of its payload, or null
        final Layout[] payloads;
        /// 1, 2 or 4 bytes
        final int discriminantSize;
        final int payloadOffset;

        Variant(VariantKind kind, Layout[] payloads, int discriminantSize, int payloadOffset, int size, int alignment,
                CoreType[] flat, int heapBytes) {
            super(size, alignment, flat, heapBytes);
            this.kind = kind;
            this.payloads = payloads;
            this.discriminantSize = discriminantSize;
            this.payloadOffset = payloadOffset;
        }
    }

    /// `flags`: 1, 2 or 4 bytes.
    static final class Flags extends Layout {
        /// the bits that have a name
        final int mask;

        Flags(int names, int size) {
            super(size, size, new CoreType[] {CoreType.I32}, 16);
            this.mask = -1 >>> (32 - names);
        }
    }

    /// `own` or `borrow`.
    static final class Handle extends Layout {
        final ResourceType resource;
        final boolean own;

        Handle(ResourceType resource, boolean own) {
            super(4, 4, new CoreType[] {CoreType.I32}, 0);
            this.resource = resource;
            this.own = own;
        }
    }
}
