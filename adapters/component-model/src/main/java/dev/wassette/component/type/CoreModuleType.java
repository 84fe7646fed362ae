package dev.wassette.component.type;

import dev.wassette.component.InvalidComponent;
import dev.wassette.component.binary.CoreExternType;
import dev.wassette.component.binary.CoreModule;
import java.util.LinkedHashMap;
import java.util.Map;

/// The type of a core module.
///
/// @param imports in order
/// @param exports in order
record CoreModuleType(Map<ImportName, CoreExternType> imports, Map<String, CoreExternType> exports) {

    /// The two names of a core import.
    record ImportName(String module, String name) {
        @Override
        public String toString() {
            return "'" + module + "' '" + name + "'";
        }
    }

    /// Collects imports and exports; refuses what is there twice.
    static final class Builder {
        private final Map<ImportName, CoreExternType> imports = new LinkedHashMap<>();
        private final Map<String, CoreExternType> exports = new LinkedHashMap<>();

        void addImport(String module, String name, CoreExternType type, int offset) throws InvalidComponent {
            ImportName key = new ImportName(module, name);
            if (imports.put(key, type) != null) {
                throw new InvalidComponent("a core module imports " + key + " twice", offset);
            }
        }

        void addExport(String name, CoreExternType type, int offset) throws InvalidComponent {
            if (exports.put(name, type) != null) {
                throw new InvalidComponent("a core module exports '" + name + "' twice", offset);
            }
        }

        CoreModuleType build() {
            return new CoreModuleType(imports, exports);
        }
    }

    static CoreModuleType of(CoreModule module) throws InvalidComponent {
        Builder builder = new Builder();
        for (CoreModule.CoreImport item : module.imports()) {
            builder.addImport(item.module(), item.name(), item.type(), module.offset());
        }
        for (CoreModule.CoreExport item : module.exports()) {
            builder.addExport(item.name(), item.type(), module.offset());
        }
        return builder.build();
    }
}
