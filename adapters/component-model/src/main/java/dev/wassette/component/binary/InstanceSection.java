package dev.wassette.component.binary;

import dev.wassette.component.MalformedComponent;
import dev.wassette.component.UnsupportedComponent;

/// Instances and sorts (Binary Format, `instance`).
final class InstanceSection {
    private InstanceSection() {}

    static Instance instance(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        int offset = in.offset();
        return switch (in.u8("an instance")) {
            case 0x00 -> new Instance.Instantiate(offset, in.index("a component"),
                    in.vec("arguments", InstanceSection::argument));
            case 0x01 -> new Instance.InlineExports(offset, in.vec("exports", InstanceSection::inlineExport));
            default -> throw in.unexpectedByte("an instance");
        };
    }

    private static Instance.Item argument(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        return new Instance.Item(in.name("the name of an argument"), sortIndex(in));
    }

    private static Instance.Item inlineExport(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        return new Instance.Item(ImportSection.externName(in), sortIndex(in));
    }

    static SortIndex sortIndex(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        Sort sort = sort(in);
        return new SortIndex(sort, in.index("an index"));
    }

    static Sort sort(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        int offset = in.offset();
        return switch (in.u8("a sort")) {
            case 0x00 -> CoreInstanceSection.coreSort(in);
            case 0x01 -> Sort.FUNC;
            case 0x02 -> throw BinaryReader.unsupported("component model values", offset);
            case 0x03 -> Sort.TYPE;
            case 0x04 -> Sort.COMPONENT;
            case 0x05 -> Sort.INSTANCE;
            default -> throw in.unexpectedByte("a sort");
        };
    }
}
