package dev.wassette.loader.file;

import dev.wassette.application.port.out.AuthorFiles;
import dev.wassette.application.port.out.ComponentSource.Fetched;
import dev.wassette.application.port.out.ComponentSource.Unavailable;
import dev.wassette.application.port.out.ComponentSource.Wanted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/// The files of somebody who builds a component. Relative paths count from one directory. Safe for use by several threads.
public final class AuthorFolder implements AuthorFiles {
    private static final String WIT = ".wit";

    private final Path directory;
    private final FileComponentSource components;

    /// @param directory that relative paths count from
    public AuthorFolder(Path directory) {
        this.directory = Objects.requireNonNull(directory);
        this.components = new FileComponentSource(directory);
    }

    @Override
    public byte[] component(String path) throws IOException {
        return switch (components.fetch(new Wanted(path))) {
            case Fetched fetched -> fetched.bytes();
            case Unavailable(String reason) -> throw new IOException(reason);
        };
    }

    @Override
    public SortedMap<String, String> wit(String path) throws IOException {
        Path place = resolve(path);
        List<Path> files = Files.isDirectory(place) ? witFiles(place) : List.of(place);
        if (files.isEmpty()) {
            throw new IOException("There is no file with the ending .wit in " + place);
        }
        SortedMap<String, String> texts = new TreeMap<>();
        for (Path file : files) {
            texts.put(file.toString(), text(file, LoaderLimits.MAX_WIT_BYTES));
        }
        return texts;
    }

    @Override
    public String policy(String path) throws IOException {
        return text(resolve(path), LoaderLimits.MAX_POLICY_BYTES);
    }

    private Path resolve(String path) throws IOException {
        try {
            return directory.resolve(path);
        } catch (InvalidPathException e) {
            throw new IOException("'" + path + "' is not a path on this system: " + e.getReason(), e);
        }
    }

    private static List<Path> witFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(WIT) && Files.isRegularFile(file)).sorted()
                    .limit(LoaderLimits.MAX_WIT_FILES + 1L).toList();
            if (found.size() > LoaderLimits.MAX_WIT_FILES) {
                throw new IOException(folder + " has more than " + LoaderLimits.MAX_WIT_FILES + " WIT files");
            }
            return found;
        }
    }

    private static String text(Path file, int longest) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(longest + 1);
            if (bytes.length > longest) {
                throw new IOException(file + " has more than " + (longest >> 20) + " MiB");
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is not UTF-8", e);
        } catch (NoSuchFileException e) {
            throw new IOException("There is no file or folder " + file, e);
        } catch (FileSystemException e) {
            throw new IOException(file + " cannot be read: " + reason(e), e);
        }
    }

    private static String reason(FileSystemException e) {
        return e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
    }

    @Override
    public void write(String path, byte[] bytes) throws IOException {
        Path file = resolve(path);
        Path folder = file.toAbsolutePath().getParent();
        Path temporary = folder.resolve(".new-" + UUID.randomUUID());
        try {
            Files.write(temporary, bytes);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (FileSystemException e) {
            throw new IOException(file + " cannot be written: " + reason(e), e);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
