package dev.wassette.storage.filesystem;

import dev.wassette.component.engine.CodeCache;
import dev.wassette.component.engine.CodeKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Compiled code in a directory of the user's own, one sealed file for each key.
///
/// Compiled code runs without further checks, so whoever can forge an entry runs native code as the user. Each file
/// ends with a keyed hash ([Seal]) of the whole [CodeKey] and the code; one whose seal does not fit is deleted. Files appear by renaming, so a crash leaves no half of one. Safe for
/// use by several threads and processes.
public final class DirectoryCodeCache implements CodeCache {
    private static final String SUFFIX = ".code";

    private final Path directory;
    private final Seal seal;
    private final Consumer<String> warnings;
    private final AtomicLong temporaryNames = new AtomicLong();

    private DirectoryCodeCache(Path directory, Seal seal, Consumer<String> warnings) {
        this.directory = directory;
        this.seal = seal;
        this.warnings = warnings;
    }

    /// Opens a cache; without one where the directory or the key cannot be used.
    ///
    /// @param directory for the code; made if absent. Its content is not trusted
    /// @param keyFile holds the secret that seals entries; made if absent. Kept apart from the directory, so that who
    ///     can write to the directory alone (a shared volume, a restored archive) cannot seal
    /// @param warnings receives a sentence whenever something does not work
    public static CodeCache open(Path directory, Path keyFile, Consumer<String> warnings) {
        Objects.requireNonNull(warnings);
        try {
            OwnerOnly.createDirectory(directory);
            OwnerOnly.createDirectory(keyFile.toAbsolutePath().getParent());
            return new DirectoryCodeCache(directory, Seal.withKeyFrom(keyFile), warnings);
        } catch (IOException e) {
            warnings.accept("Compiled code is not kept, so each start compiles again: " + e);
            return CodeCache.none();
        }
    }

    @Override
    public Optional<byte[]> find(CodeKey key) {
        return trusted(key, file -> read(key, file));
    }

    @Override
    public Optional<String> findFile(CodeKey key) {
        return trusted(key, file -> isSealed(key, file) ? Optional.of(file.toAbsolutePath().toString()) : Optional.empty());
    }

    @FunctionalInterface
    private interface Check<T> {
        /// {@return what is in the file; empty when its seal does not fit}
        Optional<T> of(Path file) throws IOException;
    }

    private <T> Optional<T> trusted(CodeKey key, Check<T> check) {
        Path file = fileOf(key);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            Optional<T> found = check.of(file);
            if (found.isPresent()) {
                noteUse(file);
            } else {
                warnings.accept("Compiled code in " + file + " is damaged or not ours; it is compiled again");
                Files.delete(file);
            }
            return found;
        } catch (IOException e) {
            warnings.accept("Compiled code in " + file + " cannot be read; it is compiled again: " + e);
            return Optional.empty();
        }
    }

    /// A cache that can only be read is one, too.
    private static void noteUse(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis()));
        } catch (IOException _) {
            return;
        }
    }

    @Override
    public void keep(CodeKey key, ByteBuffer code) {
        if (code.remaining() > StorageLimits.MAX_CODE_BYTES) {
            return;
        }
        Path temporary = directory.resolve(
                ".new-" + ProcessHandle.current().pid() + "-" + temporaryNames.incrementAndGet());
        try {
            try (var out = OwnerOnly.newFile(temporary)) {
                write(out, code.duplicate());
                write(out, ByteBuffer.wrap(seal.of(key, code.duplicate())));
            }
            Files.move(temporary, fileOf(key), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            makeRoom();
        } catch (IOException e) {
            warnings.accept("Compiled code cannot be kept in " + directory + ", so the next start compiles again: " + e);
        } finally {
            deleteQuietly(temporary);
        }
    }

    private static void write(WritableByteChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    private Path fileOf(CodeKey key) {
        return directory.resolve(Seal.fileName(key) + SUFFIX);
    }

    private Optional<byte[]> read(CodeKey key, Path file) throws IOException {
        long length = codeLength(file);
        if (length < 0) {
            return Optional.empty();
        }
        byte[] code = new byte[(int) length];
        try (InputStream in = Files.newInputStream(file)) {
            boolean whole = in.readNBytes(code, 0, code.length) == code.length;
            byte[] found = in.readNBytes(Seal.BYTES);
            return whole && in.read() < 0 && seal.fits(found, key, ByteBuffer.wrap(code))
                    ? Optional.of(code) : Optional.empty();
        }
    }

    private boolean isSealed(CodeKey key, Path file) throws IOException {
        long length = codeLength(file);
        if (length < 0) {
            return false;
        }
        try (FileChannel in = FileChannel.open(file)) {
            byte[] expected = seal.of(key, in, length);
            ByteBuffer found = ByteBuffer.allocate(Seal.BYTES + 1);
            in.read(found);
            return found.position() == Seal.BYTES && MessageDigest.isEqual(expected, Arrays.copyOf(found.array(), Seal.BYTES));
        }
    }

    /// {@return the length of the code in a file; negative when that cannot be right}
    private static long codeLength(Path file) throws IOException {
        long length = Files.size(file) - Seal.BYTES;
        return length <= StorageLimits.MAX_CODE_BYTES ? length : -1;
    }

    private void makeRoom() throws IOException {
        record Entry(Path file, long size, FileTime used) {}
        List<Entry> entries = new ArrayList<>();
        try (var files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path file : files) {
                entries.add(new Entry(file, Files.size(file), Files.getLastModifiedTime(file)));
            }
        }
        long total = entries.stream().mapToLong(Entry::size).sum();
        entries.sort(Comparator.comparing(Entry::used));
        for (Entry entry : entries) {
            if (total <= StorageLimits.MAX_CACHE_BYTES) {
                return;
            }
            Files.deleteIfExists(entry.file());
            total -= entry.size();
        }
    }

    private void deleteQuietly(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            warnings.accept("A temporary file stays behind: " + temporary + " (" + e + ")");
        }
    }
}
