package dev.wassette.application.port.out;

import dev.wassette.application.port.out.ComponentRuntime.DecodedComponent;
import java.util.List;
import java.util.Objects;

/// Looks into the file of a component, without running anything of it. Safe for use by several threads.
public interface ComponentFormat {

    Reading read(byte[] bytes);

    /// How a reading ended.
    sealed interface Reading {}

    record Read(Contents contents) implements Reading {
        public Read {
            Objects.requireNonNull(contents);
        }
    }

    /// @param reason what is wrong with the bytes, and where: a sentence for the user
    record Unreadable(String reason) implements Reading {
        public Unreadable {
            Objects.requireNonNull(reason);
        }
    }

    /// What a component says of itself.
    interface Contents extends DecodedComponent {

        /// {@return its imports and exports with their types, as text in WIT}
        String world();

        /// {@return the full names of what it imports, such as `wasi:io/streams@0.2.3`, in order}
        List<String> imports();

        /// {@return the component with this custom section, in place of those of the same name at the top level}
        byte[] withCustomSection(String name, byte[] payload);
    }
}
