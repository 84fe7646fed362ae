package dev.wassette.component.binary;

import dev.wassette.component.MalformedComponent;
import dev.wassette.component.UnsupportedComponent;
import java.util.ArrayList;
import java.util.List;

/// Reads the binary format (Binary Format, `component`): the preamble, then section after section.
public final class ComponentDecoder {
    private static final int MAGIC = 0x00_61_73_6D;
    private static final int CORE_MODULE_VERSION = 0x01_00_00_00;
    private static final int COMPONENT_VERSION = 0x0D_00_01_00;

    private ComponentDecoder() {}

    /// Decodes a component. Time and memory are proportional to the length of the file.
    ///
    /// @param file is not written to any more by anybody: parts of it become parts of the result
    /// @throws MalformedComponent when the bytes do not follow the format
    /// @throws UnsupportedComponent when they use a part of the format that is left out here on purpose, or pass
    ///     one of the [ComponentLimits]
    public static ComponentBinary decode(byte[] file) throws MalformedComponent, UnsupportedComponent {
        return component(BinaryReader.of(file));
    }

    private static ComponentBinary component(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        int offset = in.offset();
        preamble(in);
        List<Definition> definitions = new ArrayList<>();
        while (!in.atEnd()) {
            section(in, definitions);
        }
        return new ComponentBinary(offset, definitions);
    }

    private static void preamble(BinaryReader in) throws MalformedComponent {
        int offset = in.offset();
        if (in.remaining() < 4 || word(in) != MAGIC) {
            throw new MalformedComponent("this is not a WebAssembly file: it does not start with the bytes 00 61 73 6d",
                    offset);
        }
        if (in.remaining() < 4) {
            throw new MalformedComponent("the file ends within its first 8 bytes", in.offset());
        }
        int version = word(in);
        if (version == CORE_MODULE_VERSION) {
            throw new MalformedComponent("this is a core module, not a component; make a component of it with"
                    + " `wasm-tools component new`, or with the option of your compiler that targets WASI 0.2"
                    + " (such as `wasm32-wasip2`)", offset + 4);
        }
        if (version != COMPONENT_VERSION) {
            throw new MalformedComponent("this is a component in version 0x%08x of the format; Wassette reads 0x%08x"
                    .formatted(version, COMPONENT_VERSION), offset + 4);
        }
    }

    private static int word(BinaryReader in) throws MalformedComponent {
        int word = 0;
        for (int i = 0; i < 4; i++) {
            word = word << 8 | in.u8("the preamble");
        }
        return word;
    }

    private static void section(BinaryReader in, List<Definition> definitions)
            throws MalformedComponent, UnsupportedComponent {
        int offset = in.offset();
        int id = in.u8("a section");
        if (id > 12) {
            throw in.unexpectedByte("the kind of a section");
        }
        BinaryReader content = in.part(in.u32("the size of a section"), "section " + id);
        switch (id) {
            case 0 -> definitions.add(customSection(content, offset));
            case 1 -> definitions.add(CoreModuleSection.coreModule(content));
            case 2 -> definitions.addAll(content.vec("core instances", CoreInstanceSection::coreInstance));
            case 3 -> definitions.addAll(content.vec("core types", CoreTypeSection::coreType));
            case 4 -> definitions.add(content.nested(ComponentDecoder::nestedComponent));
            case 5 -> definitions.addAll(content.vec("instances", InstanceSection::instance));
            case 6 -> definitions.addAll(content.vec("aliases", AliasSection::alias));
            case 7 -> definitions.addAll(content.vec("types", TypeSection::type));
            case 8 -> definitions.addAll(content.vec("canonical definitions", CanonSection::canon));
            case 9 -> throw BinaryReader.unsupported("a start function (component model values)", offset);
            case 10 -> definitions.addAll(content.vec("imports", ImportSection::importDefinition));
            case 11 -> definitions.addAll(content.vec("exports", ExportSection::export));
            case 12 -> throw BinaryReader.unsupported("a value definition (component model values)", offset);
            default -> throw new IllegalStateException("section " + id);
        }
        content.expectEnd("section " + id);
    }

    private static CustomSection customSection(BinaryReader in, int offset) throws MalformedComponent {
        CustomSection section = new CustomSection(offset, in.name("the name of a custom section"), in.slice());
        in.skipAll();
        return section;
    }

    private static NestedComponent nestedComponent(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        return new NestedComponent(in.offset(), component(in));
    }
}
