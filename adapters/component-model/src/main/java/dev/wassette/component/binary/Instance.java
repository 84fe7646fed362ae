package dev.wassette.component.binary;

import java.util.List;
import java.util.Objects;

/// An instance of a component (Binary Format, `instance`).
public sealed interface Instance extends Definition {

    /// An instance of a component.
    ///
    /// @param component an index of components
    record Instantiate(int offset, int component, List<Item> arguments) implements Instance {
        public Instantiate {
            arguments = List.copyOf(arguments);
        }
    }

    /// An instance made of things that exist already.
    record InlineExports(int offset, List<Item> exports) implements Instance {
        public InlineExports {
            exports = List.copyOf(exports);
        }
    }

    /// A thing under a name (`instantiatearg`, `inlineexport`).
    record Item(String name, SortIndex item) {
        public Item {
            Objects.requireNonNull(name);
            Objects.requireNonNull(item);
        }
    }
}
