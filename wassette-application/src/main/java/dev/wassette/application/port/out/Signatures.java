package dev.wassette.application.port.out;

import java.io.IOException;
import java.util.List;

/// What is attached to an artifact as its signatures. Safe for use by several threads.
public interface Signatures {

    /// {@return what was found, not yet looked into; bounded in count and size}
    ///
    /// @throws IOException when it cannot be known what is attached, with a clause for the user
    List<SignatureMaterial> fetch() throws IOException;
}
