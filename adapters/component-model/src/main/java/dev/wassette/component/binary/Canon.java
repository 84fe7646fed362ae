package dev.wassette.component.binary;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/// A canonical definition (Binary Format, `canon`): the border between component functions and core functions.
/// [Lift] adds a function, all others add a core function.
public sealed interface Canon extends Definition {

    /// `canon lift`: a core function as a component function.
    ///
    /// @param function an index of core functions
    /// @param type an index of types
    record Lift(int offset, int function, Options options, int type) implements Canon {
        public Lift {
            Objects.requireNonNull(options);
        }
    }

    /// `canon lower`: a component function as a core function.
    ///
    /// @param function an index of functions
    record Lower(int offset, int function, Options options) implements Canon {
        public Lower {
            Objects.requireNonNull(options);
        }
    }

    /// `canon resource.new`.
    ///
    /// @param resource an index of types
    record ResourceNew(int offset, int resource) implements Canon {}

    /// `canon resource.drop`.
    ///
    /// @param resource an index of types
    record ResourceDrop(int offset, int resource) implements Canon {}

    /// `canon resource.rep`.
    ///
    /// @param resource an index of types
    record ResourceRep(int offset, int resource) implements Canon {}

    /// The options in the order of the file (`opts`). Validation makes sure that none is there twice; only then do
    /// the methods of this record tell everything.
    record Options(List<Option> list) {
        public Options {
            list = List.copyOf(list);
        }

        /// {@return the string encoding, UTF-8 where none is said}
        public StringEncoding encoding() {
            for (Option option : list) {
                if (option instanceof Encoding(StringEncoding encoding)) {
                    return encoding;
                }
            }
            return StringEncoding.UTF8;
        }

        /// {@return an index of core memories}
        public OptionalInt memory() {
            return index(Memory.class);
        }

        /// {@return an index of core functions}
        public OptionalInt realloc() {
            return index(Realloc.class);
        }

        /// {@return an index of core functions}
        public OptionalInt postReturn() {
            return index(PostReturn.class);
        }

        private OptionalInt index(Class<? extends IndexOption> kind) {
            Optional<? extends IndexOption> option =
                    list.stream().filter(kind::isInstance).map(kind::cast).findFirst();
            return option.map(found -> OptionalInt.of(found.index())).orElse(OptionalInt.empty());
        }
    }

    /// One option (`canonopt`).
    sealed interface Option {}

    /// An option that names something by its index.
    sealed interface IndexOption extends Option {

        /// {@return an index of core memories or core functions}
        int index();
    }

    /// `string-encoding`.
    record Encoding(StringEncoding encoding) implements Option {
        public Encoding {
            Objects.requireNonNull(encoding);
        }
    }

    /// `memory`: an index of core memories.
    record Memory(int index) implements IndexOption {}

    /// `realloc`: an index of core functions.
    record Realloc(int index) implements IndexOption {}

    /// `post-return`: an index of core functions.
    record PostReturn(int index) implements IndexOption {}

    /// How strings lie in a memory.
    enum StringEncoding { UTF8, UTF16, LATIN1_OR_UTF16 }
}
