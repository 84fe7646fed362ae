package dev.wassette.component.binary;

import dev.wassette.component.MalformedComponent;
import dev.wassette.component.UnsupportedComponent;

/// Exports (Binary Format, `export`).
final class ExportSection {
    private ExportSection() {}

    static Export export(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        return new Export(in.offset(), ImportSection.externName(in), InstanceSection.sortIndex(in),
                in.optional("the type of an export", ImportSection::externDesc));
    }
}
