package dev.wassette.runtime.installer;

import dev.wassette.application.port.out.RuntimeArchives;
import dev.wassette.domain.Digest;
import dev.wassette.loader.http.transfer.Proxies;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/// Installs runtimes into folders of their own, `wasmtime-VERSION-PLATFORM`, inside one folder of the user. An archive is
/// copied there first, so that what was digested is what is unpacked. A library appears by renaming: before that there is
/// the old one or none, and no half of one at any time.
public final class ArchiveStore implements RuntimeArchives {
    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*");

    private final Path folder;
    private final Path workingDirectory;
    private final Platform platform;
    private final Download download;

    /// @param folder for all runtimes; made when something is installed
    /// @param workingDirectory that relative paths of the user are meant in
    /// @param proxies that archives are downloaded through
    public ArchiveStore(Path folder, Path workingDirectory, Platform platform, Proxies proxies) {
        this(folder, workingDirectory, platform, new Download(tls(), Duration.ofSeconds(60), Duration.ofMinutes(15), proxies));
    }

    ArchiveStore(Path folder, Path workingDirectory, Platform platform, Download download) {
        this.folder = folder.toAbsolutePath();
        this.workingDirectory = Objects.requireNonNull(workingDirectory);
        this.platform = Objects.requireNonNull(platform);
        this.download = Objects.requireNonNull(download);
    }

    private static SSLContext tls() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }

    @Override
    public String platform() {
        return platform.toString();
    }

    @Override
    public Fetch fetch(String reference, Progress progress) {
        Path copy = null;
        try {
            OwnerOnly.createFolder(folder);
            copy = OwnerOnly.newFile(folder, ".archive-");
            Fetched fetched = new Fetched(new Copy(reference, copy, copied(reference, copy, progress)));
            copy = null;
            return fetched;
        } catch (InvalidPathException | URISyntaxException e) {
            return new Unavailable("'" + reference + "' is neither a file nor a URL.");
        } catch (IOException e) {
            return new Unavailable(sentence(reference, e));
        } finally {
            if (copy != null) {
                deleteQuietly(copy);
            }
        }
    }

    private Digest copied(String reference, Path copy, Progress progress) throws IOException, URISyntaxException {
        MessageDigest sha256 = sha256();
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(copy), sha256)) {
            if (URL.matcher(reference).matches()) {
                download.copy(new URI(reference), out, progress);
            } else {
                copyFile(workingDirectory.resolve(reference), out, progress);
            }
        }
        return new Digest(HexFormat.of().formatHex(sha256.digest()));
    }

    private static void copyFile(Path file, OutputStream out, Progress progress) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(Files.exists(file) ? "is not a file" : "does not exist");
        }
        long size = Files.size(file);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            long copied = 0;
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                copied += count;
                if (copied > InstallerLimits.MAX_ARCHIVE_BYTES) {
                    throw new IOException("has more than " + InstallerLimits.MAX_ARCHIVE_BYTES + " bytes");
                }
                out.write(buffer, 0, count);
                progress.received(copied, OptionalLong.of(size));
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// Our own messages are clauses about the archive; those of the system name the file they are about.
    private static String sentence(String reference, IOException e) {
        boolean ours = e.getClass() == IOException.class || e instanceof UnusableArchive;
        return ours ? reference + " " + e.getMessage() + "." : reference + " cannot be installed: " + e + ".";
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // it holds nothing that anybody takes for a library
        }
    }

    /// A private copy of an archive.
    private final class Copy implements Archive {
        private final String reference;
        private final Path file;
        private final Digest digest;

        Copy(String reference, Path file, Digest digest) {
            this.reference = reference;
            this.file = file;
            this.digest = digest;
        }

        @Override
        public Digest digest() {
            return digest;
        }

        @Override
        public Unpacking install() {
            Path fresh = null;
            try {
                fresh = OwnerOnly.newFile(folder, ".library-");
                LibraryInArchive.Unpacked unpacked = LibraryInArchive.copy(file, fresh);
                if (!unpacked.platform().equals(platform)) {
                    return new Refused(reference + " is for " + unpacked.platform() + ", and this machine is " + platform
                            + ".");
                }
                return new Unpacked(unpacked.version(), moved(fresh, unpacked.version()).toString());
            } catch (IOException e) {
                return new Refused(sentence(reference, e));
            } finally {
                if (fresh != null) {
                    deleteQuietly(fresh);
                }
            }
        }

        private Path moved(Path fresh, String version) throws IOException {
            Path home = folder.resolve("wasmtime-" + version + "-" + platform);
            OwnerOnly.createFolder(home);
            OwnerOnly.force(fresh);
            Path library = home.resolve(platform.libraryFile());
            Files.move(fresh, library, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            OwnerOnly.forceFolder(home);
            OwnerOnly.forceFolder(folder);
            return library;
        }

        @Override
        public void close() {
            deleteQuietly(file);
        }
    }
}
