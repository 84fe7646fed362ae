package dev.wassette.loader.file;

import dev.wassette.application.port.out.ComponentSource;
import dev.wassette.domain.ComponentId;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;

/// Components in local files: `/abs/x.wasm`, `./x.wasm`, `file:///abs/x.wasm`, `file://./x.wasm` (contract H, M5).
/// Relative paths count from one directory. The id is the file name without `.wasm`. Safe for use by several threads.
public final class FileComponentSource implements ComponentSource {
    private static final String SCHEME = "file://";
    private static final String EXTENSION = ".wasm";

    private final Path directory;

    /// @param directory that relative paths count from
    public FileComponentSource(Path directory) {
        this.directory = Objects.requireNonNull(directory);
    }

    /// {@return whether the reference is a path or has the scheme `file`}
    @Override
    public boolean knows(String reference) {
        return reference.startsWith(SCHEME) || !reference.contains("://");
    }

    /// {@return whether there is something at what is perhaps a path}
    public boolean isThere(String reference) {
        try {
            return Files.exists(locate(reference));
        } catch (InvalidPathException _) {
            return false;
        }
    }

    @Override
    public Fetch fetch(Wanted wanted) {
        String reference = wanted.reference();
        try {
            return switch (read(locate(reference))) {
                case Fetched fetched -> wanted.accept(fetched);
                case Unavailable unavailable -> unavailable;
            };
        } catch (InvalidPathException e) {
            return new Unavailable("'" + reference + "' is not a path on this system: " + e.getReason());
        }
    }

    private Path locate(String reference) {
        if (!reference.startsWith(SCHEME)) {
            return directory.resolve(reference);
        }
        String rest = reference.substring(SCHEME.length());
        Path literal = directory.resolve(rest);
        return Files.exists(literal) ? literal : directory.resolve(percentDecoded(rest));
    }

    /// A client that makes a real URI writes a space as `%20`; most write the path as it is.
    private static String percentDecoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    private static Fetch read(Path path) {
        if (!Files.exists(path)) {
            return new Unavailable("Component path does not exist: " + path
                    + ". Check the path; relative paths count from the directory in which wassette was started.");
        }
        String name = String.valueOf(path.getFileName());
        if (!name.endsWith(EXTENSION)) {
            return new Unavailable("Invalid file extension for component: " + path
                    + ". Component file must have .wasm extension.");
        }
        if (!Files.isRegularFile(path)) {
            return new Unavailable("Component path is not a file: " + path);
        }
        try {
            return fetched(name.substring(0, name.length() - EXTENSION.length()), path);
        } catch (IOException e) {
            return new Unavailable("Component file cannot be read: " + path + " (" + e + ")");
        }
    }

    private static Fetch fetched(String stem, Path path) throws IOException {
        ComponentId id;
        try {
            id = new ComponentId(stem);
        } catch (IllegalArgumentException e) {
            return new Unavailable("The file name of " + path + " does not do as a component id: " + e.getMessage()
                    + ". Rename the file.");
        }
        long size = Files.size(path);
        if (size > LoaderLimits.MAX_COMPONENT_BYTES) {
            return tooLarge(path);
        }
        byte[] bytes = new byte[(int) size];
        try (InputStream in = Files.newInputStream(path)) {
            boolean whole = in.readNBytes(bytes, 0, bytes.length) == bytes.length && in.read() < 0;
            return whole ? new Fetched(id, path.toAbsolutePath().normalize().toUri().toString(), bytes)
                    : new Unavailable("Component file changed while it was read: " + path + ". Try again.");
        }
    }

    private static Unavailable tooLarge(Path path) {
        return new Unavailable("Component file is too large: " + path + " has more than "
                + (LoaderLimits.MAX_COMPONENT_BYTES >> 20) + " MiB");
    }
}
