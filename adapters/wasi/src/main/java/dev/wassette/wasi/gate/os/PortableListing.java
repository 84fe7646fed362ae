package dev.wassette.wasi.gate.os;

import dev.wassette.wasi.filesystem.types.DirectoryEntry;
import dev.wassette.wasi.filesystem.types.ErrorCode;
import dev.wassette.wasi.filesystem.types.FilesystemError;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;

/// Java's stream of a directory, which reads piece by piece.
final class PortableListing implements DirectoryListing {
    private final DirectoryStream<Path> stream;
    private final Iterator<Path> entries;

    PortableListing(DirectoryStream<Path> stream) {
        this.stream = stream;
        this.entries = stream.iterator();
    }

    @Override
    public Optional<DirectoryEntry> next() throws FilesystemError {
        while (PortableErrors.call(entries::hasNext)) {
            Path entry = entries.next();
            try {
                return Optional.of(new DirectoryEntry(PortableStat.of(entry).type(), entry.getFileName().toString()));
            } catch (FilesystemError e) {
                if (e.code() != ErrorCode.NO_ENTRY) { // else it was removed meanwhile
                    throw e;
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException _) {
            // It only read.
        }
    }
}
