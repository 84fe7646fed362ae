package dev.wassette.wasi.filesystem;

import dev.wassette.wasi.filesystem.types.OpenFile;
import dev.wassette.wasi.io.HostResource;
import dev.wassette.wasi.io.HostResources;
import java.util.Objects;

/// `wasi:filesystem/types.directory-entry-stream`.
final class DirectoryEntryStream extends HostResource {
    private final OpenFile.OpenDirectory directory;

    DirectoryEntryStream(HostResources resources, OpenFile.OpenDirectory directory) {
        super(TypesWit.DIRECTORY_ENTRY_STREAM, resources);
        this.directory = Objects.requireNonNull(directory);
    }

    OpenFile.OpenDirectory directory() {
        return directory;
    }

    @Override
    protected void released() {
        directory.close();
    }
}
