package dev.wassette.wasi.gate.files;

import dev.wassette.wasi.filesystem.types.FilesystemError;
import dev.wassette.wasi.filesystem.types.OpenFile;
import dev.wassette.wasi.gate.os.DirectoryHandle;
import java.util.Objects;

/// A granted directory, open.
record Preopened(Authority authority, DirectoryHandle handle, Place place) {
    Preopened {
        Objects.requireNonNull(authority);
        Objects.requireNonNull(handle);
        Objects.requireNonNull(place);
    }

    OpenFile reopen(FileGate gate) throws FilesystemError {
        return new GrantedDirectory(gate, authority, gate.opened(handle.reopen()), place);
    }
}
