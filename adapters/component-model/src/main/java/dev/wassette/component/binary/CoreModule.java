package dev.wassette.component.binary;

import java.util.List;
import java.util.Objects;

/// A core module inside a component (Binary Format, `section_1`): its bytes, and of what they say only the imports and
/// exports. Whether the rest is valid is for the engine to say.
///
/// @param imports in the order of the module; the same pair of names can occur more than once
/// @param exports in the order of the module
public record CoreModule(int offset, Slice bytes, List<CoreImport> imports, List<CoreExport> exports)
        implements Definition {
    public CoreModule {
        Objects.requireNonNull(bytes);
        imports = List.copyOf(imports);
        exports = List.copyOf(exports);
    }

    /// An import of a core module.
    public record CoreImport(String module, String name, CoreExternType type) {
        public CoreImport {
            Objects.requireNonNull(module);
            Objects.requireNonNull(name);
            Objects.requireNonNull(type);
        }
    }

    /// An export of a core module.
    public record CoreExport(String name, CoreExternType type) {
        public CoreExport {
            Objects.requireNonNull(name);
            Objects.requireNonNull(type);
        }
    }
}
