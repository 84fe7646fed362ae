package dev.wassette.component.binary;

import dev.wassette.component.engine.CoreFunctionType;
import java.util.List;
import java.util.Objects;

/// What a core type is (Binary Format, `core:deftype`).
public sealed interface CoreDefType {

    /// A core function type.
    record Func(CoreFunctionType type) implements CoreDefType {
        public Func {
            Objects.requireNonNull(type);
        }
    }

    /// A module type (`core:moduletype`). Its index space of core types starts empty.
    record Module(List<ModuleDeclaration> declarations) implements CoreDefType {
        public Module {
            declarations = List.copyOf(declarations);
        }
    }

    /// One declaration of a module type (`core:moduledecl`).
    sealed interface ModuleDeclaration {

        /// {@return where the declaration starts, counted from the first byte of the file}
        int offset();
    }

    /// An import of the module.
    record ImportDeclaration(int offset, String module, String name, CoreExternDesc type)
            implements ModuleDeclaration {
        public ImportDeclaration {
            Objects.requireNonNull(module);
            Objects.requireNonNull(name);
            Objects.requireNonNull(type);
        }
    }

    /// An export of the module.
    record ModuleExportDeclaration(int offset, String name, CoreExternDesc type) implements ModuleDeclaration {
        public ModuleExportDeclaration {
            Objects.requireNonNull(name);
            Objects.requireNonNull(type);
        }
    }

    /// A core type inside the module type.
    record TypeDeclaration(int offset, CoreDefType type) implements ModuleDeclaration {
        public TypeDeclaration {
            Objects.requireNonNull(type);
        }
    }

    /// A core type of an enclosing scope (`core:alias`).
    ///
    /// @param count how many scopes outward, 0 being the module type itself
    /// @param index an index of core types there
    record OuterAlias(int offset, int count, int index) implements ModuleDeclaration {}

    /// The type of an import or export with indices as in the file (`core:importdesc`).
    sealed interface CoreExternDesc {

        /// A function; its type by its index in the module type.
        record Func(int type) implements CoreExternDesc {}

        /// Anything else.
        record Other(CoreExternType type) implements CoreExternDesc {
            public Other {
                Objects.requireNonNull(type);
            }
        }
    }
}
