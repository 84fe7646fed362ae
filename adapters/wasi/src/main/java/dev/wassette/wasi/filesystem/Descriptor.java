package dev.wassette.wasi.filesystem;

import dev.wassette.wasi.filesystem.types.OpenFile;
import dev.wassette.wasi.io.HostResource;
import dev.wassette.wasi.io.HostResources;
import java.util.Objects;

/// `wasi:filesystem/types.descriptor`.
final class Descriptor extends HostResource {
    private final OpenFile file;

    Descriptor(HostResources resources, OpenFile file) {
        super(TypesWit.DESCRIPTOR, resources);
        this.file = Objects.requireNonNull(file);
    }

    OpenFile file() {
        return file;
    }

    @Override
    protected void released() {
        file.close();
    }
}
