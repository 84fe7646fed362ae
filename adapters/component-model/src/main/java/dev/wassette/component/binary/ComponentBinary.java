package dev.wassette.component.binary;

import java.util.List;

/// A component as its file says it: the definitions of all sections, in order (Binary Format, `component`).
///
/// Each definition that is not a custom section adds to one index space, or to none; indices in definitions count
/// within the index space of their sort, as in the file. Nothing here is checked beyond the binary format.
///
/// @param offset of the preamble in the file
public record ComponentBinary(int offset, List<Definition> definitions) {
    public ComponentBinary {
        definitions = List.copyOf(definitions);
    }
}
