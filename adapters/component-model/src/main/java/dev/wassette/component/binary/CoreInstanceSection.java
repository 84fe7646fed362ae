package dev.wassette.component.binary;

import dev.wassette.component.MalformedComponent;
import dev.wassette.component.UnsupportedComponent;

/// Core instances and core sorts (Binary Format, `core:instance`).
final class CoreInstanceSection {
    private static final int INSTANCE_SORT = 0x12;

    private CoreInstanceSection() {}

    static CoreInstance coreInstance(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        int offset = in.offset();
        return switch (in.u8("a core instance")) {
            case 0x00 -> new CoreInstance.Instantiate(offset, in.index("a core module"),
                    in.vec("arguments", CoreInstanceSection::argument));
            case 0x01 -> new CoreInstance.InlineExports(offset, in.vec("exports", CoreInstanceSection::export));
            default -> throw in.unexpectedByte("a core instance");
        };
    }

    private static CoreInstance.Argument argument(BinaryReader in) throws MalformedComponent {
        String name = in.name("the name of an argument");
        if (in.u8("the kind of an argument") != INSTANCE_SORT) {
            throw in.unexpectedByte("the kind of an argument");
        }
        return new CoreInstance.Argument(name, in.index("a core instance"));
    }

    private static CoreInstance.Export export(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        return new CoreInstance.Export(in.name("the name of an export"),
                new SortIndex(coreSort(in), in.index("an export")));
    }

    static Sort coreSort(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        int offset = in.offset();
        return switch (in.u8("a core sort")) {
            case 0x00 -> Sort.CORE_FUNC;
            case 0x01 -> Sort.CORE_TABLE;
            case 0x02 -> Sort.CORE_MEMORY;
            case 0x03 -> Sort.CORE_GLOBAL;
            case 0x04 -> throw BinaryReader.unsupported("the tag of a core exception", offset);
            case 0x10 -> Sort.CORE_TYPE;
            case 0x11 -> Sort.CORE_MODULE;
            case INSTANCE_SORT -> Sort.CORE_INSTANCE;
            default -> throw in.unexpectedByte("a core sort");
        };
    }
}
