package dev.wassette.runtime.installer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Looks for Wasmtime's library in one of the two forms in which its project publishes it:
///
///  - the C API: `wasmtime-vVERSION-PLATFORM-c-api/lib/LIBRARY`, as `.tar.xz` or `.zip`. The folder `min` beside `lib`
///    has a library without a compiler, which is of no use here.
///  - the Python package: `wasmtime/SYSTEM-ARCH/_LIBRARY`, with the version in the name of a folder, and the C library in
///    the tags of the file `WHEEL` (PEP 425, PEP 656).
///
/// Names in the archive are compared and never used as paths.
final class LibraryInArchive implements Entries {
    private static final Pattern C_API = Pattern.compile(
            "wasmtime-v(\\d+\\.\\d+\\.\\d+)-([a-z0-9_]+)-([a-z0-9]+)-c-api/(?:lib|bin)/(libwasmtime\\.so|libwasmtime\\.dylib|wasmtime\\.dll)");
    private static final Pattern PYTHON = Pattern.compile(
            "wasmtime/(linux|darwin|win32)-([a-z0-9_]+)/_(libwasmtime\\.so|libwasmtime\\.dylib|wasmtime\\.dll)");
    private static final Pattern PYTHON_TAGS = Pattern.compile("wasmtime-(\\d+\\.\\d+\\.\\d+)\\.dist-info/WHEEL");
    private static final byte[] XZ = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private final Path target;
    private Optional<Platform> platform = Optional.empty();
    private Optional<String> version = Optional.empty();
    private boolean musl;
    private long unpacked;

    private LibraryInArchive(Path target) {
        this.target = target;
    }

    /// What was found.
    record Unpacked(String version, Platform platform) {}

    /// Copies the library out of an archive.
    ///
    /// @param target an empty file for the library
    /// @throws UnusableArchive when the archive is not what it has to be; the target may have been written to
    static Unpacked copy(Path archive, Path target) throws IOException {
        var library = new LibraryInArchive(target);
        byte[] start;
        try (InputStream in = Files.newInputStream(archive)) {
            start = in.readNBytes(XZ.length);
        }
        if (Arrays.equals(start, XZ)) {
            TarXz.read(archive, library);
        } else if (start.length >= ZIP.length && Arrays.mismatch(start, ZIP) == ZIP.length) {
            Zip.read(archive, library);
        } else {
            throw new UnusableArchive("is no archive of the forms .tar.xz, .zip and .whl");
        }
        return library.found();
    }

    @Override
    public void entry(String name, Kind kind, InputStream content) throws IOException {
        if (name.startsWith("/") || name.contains("\\") || ("/" + name + "/").contains("/../")) {
            throw new UnusableArchive("has a file whose name leads out of the archive: '" + quoted(name) + "'");
        }
        Matcher cApi = C_API.matcher(name);
        Matcher python = PYTHON.matcher(name);
        Matcher tags = PYTHON_TAGS.matcher(name);
        if (cApi.matches()) {
            version = Optional.of(cApi.group(1));
            library(new Platform(cApi.group(2), cApi.group(3)), name, kind, content);
        } else if (python.matches()) {
            library(new Platform(python.group(2), system(python.group(1))), name, kind, content);
        } else if (tags.matches()) {
            version = Optional.of(tags.group(1));
            byte[] text = content.readNBytes(InstallerLimits.MAX_DESCRIPTION_BYTES);
            musl = new String(text, StandardCharsets.UTF_8).contains("-musllinux");
        }
    }

    private static String system(String python) {
        return switch (python) {
            case "darwin" -> "macos";
            case "win32" -> "windows";
            default -> python;
        };
    }

    private void library(Platform found, String name, Kind kind, InputStream content) throws IOException {
        if (kind != Kind.FILE) {
            throw new UnusableArchive("has no file at '" + quoted(name) + "' but a link or a folder");
        }
        if (platform.isPresent()) {
            throw new UnusableArchive("has more than one library of Wasmtime");
        }
        platform = Optional.of(found);
        try (OutputStream out = Files.newOutputStream(target)) {
            copy(content, out);
        }
        if (!isLibrary(target)) {
            throw new UnusableArchive("has something else than a native library at '" + quoted(name) + "'");
        }
    }

    private void copy(InputStream content, OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            unpacked += count;
            if (unpacked > InstallerLimits.MAX_LIBRARY_BYTES) {
                throw new UnusableArchive("has a library of more than " + InstallerLimits.MAX_LIBRARY_BYTES + " bytes");
            }
            out.write(buffer, 0, count);
        }
    }

    /// ELF, Mach-O for 64 bits, or PE.
    private static boolean isLibrary(Path file) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(4);
        }
        return Arrays.equals(start, new byte[] {0x7f, 'E', 'L', 'F'})
                || Arrays.equals(start, new byte[] {(byte) 0xcf, (byte) 0xfa, (byte) 0xed, (byte) 0xfe})
                || start.length == 4 && start[0] == 'M' && start[1] == 'Z';
    }

    private Unpacked found() throws UnusableArchive {
        Platform found = platform.orElseThrow(() -> new UnusableArchive("has no library of Wasmtime: it is neither an "
                + "archive of its C API (wasmtime-v...-c-api) nor its Python package"));
        String number = version.orElseThrow(() -> new UnusableArchive("does not say which version of Wasmtime it has"));
        return new Unpacked(number, musl && found.system().equals("linux") ? new Platform(found.arch(), "musl") : found);
    }

    private static String quoted(String name) {
        String printable = name.replaceAll("[^\\x20-\\x7e]", "?");
        return printable.length() <= 120 ? printable : printable.substring(0, 120) + "...";
    }
}
