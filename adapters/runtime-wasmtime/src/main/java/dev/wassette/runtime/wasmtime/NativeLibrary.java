package dev.wassette.runtime.wasmtime;

import dev.wassette.component.engine.EngineUnavailable;
import io.github.kawamuray.wasmtime.Engine;
import io.github.kawamuray.wasmtime.NativeLibraryLoader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Loads the native library inside wasmtime-java, once in a process.
///
/// Left to itself, wasmtime-java unpacks the library into a new temporary file at each start, 18 MB, and leaves it there.
/// The environment variable [#BINDING_LOADS_NOTHING] keeps it from that; then the library is unpacked here:
///
///  - with the system property [#DIRECTORY], once, into that directory, from where each start loads it. The directory
///    must be the user's own and open to nobody else, or it is not used.
///  - else into a temporary file that is deleted as soon as it is loaded.
///
/// Without the variable, the binding's temporary file is deleted after it has been loaded. Windows does not delete what is
/// loaded, so there only the directory leaves nothing behind.
final class NativeLibrary {
    private NativeLibrary() {}

    /// An environment variable of wasmtime-java.
    static final String BINDING_LOADS_NOTHING = "WASMTIME_JNI_LOAD_DISABLED";

    /// A system property: the path of a directory.
    static final String DIRECTORY = "dev.wassette.runtime.wasmtime.directory";

    private static final String VERSION = "0.19.0";

    /// Libraries belong to the process, so this does too.
    private static final class Once {
        private static final Optional<Failure> FAILURE = loadOnce();
    }

    private record Failure(String sentence, Throwable cause) {}

    static void load() throws EngineUnavailable {
        if (Once.FAILURE.isPresent()) {
            throw new EngineUnavailable(Once.FAILURE.get().sentence(), Once.FAILURE.get().cause());
        }
    }

    /// {@return the file name of the library for a platform, as the binding names it; empty when it has none}
    ///
    /// @param os as in the system property `os.name`
    /// @param arch as in the system property `os.arch`
    static Optional<String> fileName(String os, String arch) {
        String system = os.toLowerCase(Locale.ROOT);
        boolean arm = arch.equals("aarch64");
        boolean intel = arch.equals("amd64") || arch.equals("x86_64");
        if (!arm && !intel) {
            return Optional.empty();
        }
        String cpu = arm ? "aarch64" : "x86_64";
        if (system.contains("linux")) {
            return Optional.of("libwasmtime_jni_" + VERSION + "_linux_" + cpu + ".so");
        }
        if (system.contains("mac os") || system.contains("darwin")) {
            return Optional.of("libwasmtime_jni_" + VERSION + "_macos_" + cpu + ".dylib");
        }
        if (system.contains("windows") && intel) {
            return Optional.of("wasmtime_jni_" + VERSION + "_windows_" + cpu + ".dll");
        }
        return Optional.empty();
    }

    private static Optional<Failure> loadOnce() {
        String os = System.getProperty("os.name");
        String arch = System.getProperty("os.arch");
        Optional<String> fileName = fileName(os, arch);
        if (fileName.isEmpty()) {
            return Optional.of(new Failure("The engine wasmtime has no library for " + os + " on " + arch
                    + ", only for Linux and macOS on x86_64 and aarch64 and for Windows on x86_64. Choose another engine.",
                    null));
        }
        try {
            if (System.getenv(BINDING_LOADS_NOTHING) == null) {
                letTheBindingLoad();
            } else {
                loadOwn(fileName.get());
            }
            return Optional.empty();
        } catch (IOException | LinkageError | RuntimeException e) {
            return Optional.of(new Failure(
                    "The engine wasmtime cannot load its library: " + e.getMessage() + ". Choose another engine.", e));
        }
    }

    private static void letTheBindingLoad() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        Set<Path> before = unpackedIn(temporary);
        NativeLibraryLoader.init();
        Set<Path> unpacked = new HashSet<>(unpackedIn(temporary));
        unpacked.removeAll(before);
        if (unpacked.size() == 1) {
            deleteIfPossible(unpacked.iterator().next());
        }
    }

    private static Set<Path> unpackedIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().contains("wasmtime_jni_" + VERSION))
                    .collect(Collectors.toSet());
        }
    }

    private static void loadOwn(String fileName) throws IOException {
        String directory = System.getProperty(DIRECTORY);
        if (directory != null && isOwnerOnly(Path.of(directory))) {
            load(unpackedOnce(fileName, Path.of(directory).toAbsolutePath()));
            return;
        }
        Path temporary = Files.createTempDirectory("wassette-");
        Path file = temporary.resolve(fileName);
        try {
            unpack(fileName, file);
            load(file.toAbsolutePath());
        } finally {
            deleteIfPossible(file);
            deleteIfPossible(temporary);
        }
    }

    /// {@return the library in that directory; unpacked there if it is not there in full}
    private static Path unpackedOnce(String fileName, Path directory) throws IOException {
        Path file = directory.resolve(fileName);
        long size = Engine.class.getResource("/" + fileName).openConnection().getContentLengthLong();
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) != size) {
            Path temporary = Files.createTempFile(directory, "new-", ".tmp");
            unpack(fileName, temporary);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    private static void unpack(String fileName, Path target) throws IOException {
        try (InputStream in = Engine.class.getResourceAsStream("/" + fileName)) {
            if (in == null) {
                throw new FileNotFoundException(fileName + " is not in wasmtime-java");
            }
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Natives of the binding's classes are found in libraries that any class of the same class loader loaded.
    @SuppressWarnings("restricted")
    private static void load(Path file) {
        System.load(file.toString());
    }

    /// {@return whether nobody else can change what is in this directory; true where files have no permissions to ask for}
    private static boolean isOwnerOnly(Path directory) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        var view = Files.getFileAttributeView(directory, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null) {
            return true;
        }
        var attributes = view.readAttributes();
        return attributes.owner().getName().equals(System.getProperty("user.name"))
                && attributes.permissions().stream().allMatch(Set.of(
                        PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.OWNER_EXECUTE)::contains);
    }

    private static void deleteIfPossible(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // loaded, and this system does not delete what is loaded
        }
    }
}
