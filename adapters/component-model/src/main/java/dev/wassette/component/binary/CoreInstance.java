package dev.wassette.component.binary;

import java.util.List;
import java.util.Objects;

/// A core instance (Binary Format, `core:instance`).
public sealed interface CoreInstance extends Definition {

    /// An instance of a core module.
    ///
    /// @param module an index of core modules
    record Instantiate(int offset, int module, List<Argument> arguments) implements CoreInstance {
        public Instantiate {
            arguments = List.copyOf(arguments);
        }
    }

    /// An instance made of things that exist already.
    record InlineExports(int offset, List<Export> exports) implements CoreInstance {
        public InlineExports {
            exports = List.copyOf(exports);
        }
    }

    /// Where the imports of a module with one `module` name come from.
    ///
    /// @param instance an index of core instances
    record Argument(String name, int instance) {
        public Argument {
            Objects.requireNonNull(name);
        }
    }

    /// One export of an instance made of things that exist already.
    ///
    /// @param item of a core sort
    record Export(String name, SortIndex item) {
        public Export {
            Objects.requireNonNull(name);
            Objects.requireNonNull(item);
        }
    }
}
