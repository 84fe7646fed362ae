package dev.wassette.loader.file;

import dev.wassette.application.port.out.PolicySource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;

/// Policies in local files, by `file://` and an absolute path (contract F.4): a relative one would mean another policy in
/// every directory that the server is started in. Not from the network: whoever wants a policy from there looks
/// at it first. Safe for use by several threads.
public final class FilePolicySource implements PolicySource {
    private static final String SCHEME = "file://";

    private final FileSystem files;

    /// @param files where paths count
    public FilePolicySource(FileSystem files) {
        this.files = Objects.requireNonNull(files);
    }

    @Override
    public Fetch fetch(String uri) {
        if (uri.startsWith("oci://")) {
            return new Unavailable("OCI references are not supported for policy resources. Use 'file://' instead.");
        }
        if (!uri.startsWith(SCHEME)) {
            return new Unavailable("A policy is attached from a file of this machine, by 'file://' and its absolute path; '"
                    + uri + "' is something else. Download a policy from elsewhere first, and look at it.");
        }
        try {
            Path path = files.getPath(uri.substring(SCHEME.length()));
            return path.isAbsolute() ? read(path) : new Unavailable("Policy file path must be fully qualified");
        } catch (InvalidPathException e) {
            return new Unavailable("'" + uri + "' is not a path on this system: " + e.getReason());
        }
    }

    private static Fetch read(Path path) {
        if (!Files.isRegularFile(path)) {
            return new Unavailable(Files.exists(path) ? "Policy path is not a file: " + path
                    : "Policy file does not exist: " + path);
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(LoaderLimits.MAX_POLICY_BYTES + 1);
            return bytes.length > LoaderLimits.MAX_POLICY_BYTES
                    ? new Unavailable("Policy file is too large: " + path + " has more than "
                            + LoaderLimits.MAX_POLICY_BYTES + " bytes")
                    : new Fetched(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException _) {
            return new Unavailable("Policy file is not UTF-8: " + path);
        } catch (IOException e) {
            return new Unavailable("Policy file cannot be read: " + path + " (" + e + ")");
        }
    }
}
