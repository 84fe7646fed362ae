package dev.wassette.wasi.gate.files;

import dev.wassette.component.engine.Trap;
import dev.wassette.wasi.filesystem.types.DescriptorType;
import dev.wassette.wasi.filesystem.types.DirectoryEntry;
import dev.wassette.wasi.filesystem.types.FilesystemError;
import dev.wassette.wasi.filesystem.types.OpenFile;
import dev.wassette.wasi.gate.os.DirectoryListing;
import java.util.Optional;

/// A directory that the guest lists: those of its entries that the grant reaches.
final class GrantedListing implements OpenFile.OpenDirectory {
    private final FileGate gate;
    private final Authority authority;
    private final DirectoryListing entries;
    private final Place place;

    GrantedListing(FileGate gate, Authority authority, DirectoryListing entries, Place place) {
        this.gate = gate;
        this.authority = authority;
        this.entries = entries;
        this.place = place;
    }

    @Override
    public Optional<DirectoryEntry> next() throws FilesystemError {
        Optional<DirectoryEntry> next = entries.next();
        while (next.isPresent() && !isVisible(next.get())) {
            requireTime();
            next = entries.next();
        }
        return next;
    }

    private boolean isVisible(DirectoryEntry entry) {
        return authority.isVisible(place.child(entry.name()), entry.type() == DescriptorType.DIRECTORY);
    }

    /// Millions of entries that the guest must not see are passed over in one call.
    private static void requireTime() {
        if (Thread.currentThread().isInterrupted()) {
            throw new Trap(Trap.Kind.INTERRUPTED, "the guest was interrupted while it listed a directory");
        }
    }

    @Override
    public void close() {
        gate.close(entries);
    }
}
