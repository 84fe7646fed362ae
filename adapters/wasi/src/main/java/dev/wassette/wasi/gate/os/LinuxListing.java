package dev.wassette.wasi.gate.os;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.wassette.wasi.filesystem.types.DescriptorType;
import dev.wassette.wasi.filesystem.types.DirectoryEntry;
import dev.wassette.wasi.filesystem.types.FilesystemError;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// A readable descriptor of a directory, and as many of its entries as one `getdents64` gave: for each its inode, an
/// offset, its length as 16 bits at byte 16, its type at byte 18 and its name from byte 19 on.
final class LinuxListing implements DirectoryListing {
    private final LinuxFiles files;
    private final int descriptor;
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment entries = LinuxFiles.entryBuffer(arena);
    private int position;
    private int end;

    LinuxListing(LinuxFiles files, int descriptor) {
        this.files = files;
        this.descriptor = descriptor;
    }

    @Override
    public Optional<DirectoryEntry> next() throws FilesystemError {
        while (true) {
            if (position == end) {
                position = 0;
                end = 0;
                end = files.getdents(descriptor, entries);
            }
            if (end == 0) {
                return Optional.empty();
            }
            int entry = position;
            position += Short.toUnsignedInt(entries.get(JAVA_SHORT, entry + 16));
            String name = Utf8.decode(name(entry + 19));
            if (!name.equals(".") && !name.equals("..")) {
                return Optional.of(new DirectoryEntry(type(name, entries.get(JAVA_BYTE, entry + 18)), name));
            }
        }
    }

    private byte[] name(int start) {
        int length = 0;
        while (entries.get(JAVA_BYTE, start + length) != 0) {
            length++;
        }
        return entries.asSlice(start, length).toArray(JAVA_BYTE);
    }

    /// Some file systems do not say the type in the listing.
    private DescriptorType type(String name, byte type) throws FilesystemError {
        DescriptorType listed = UnixMode.type(type << 12);
        return listed == DescriptorType.UNKNOWN ? files.stat(descriptor, name).type() : listed;
    }

    @Override
    public void close() {
        arena.close();
        files.closeDescriptor(descriptor);
    }
}
