package dev.wassette.storage.filesystem;

import dev.wassette.application.port.out.ClientFiles;
import dev.wassette.domain.client.Client;
import dev.wassette.domain.client.Scope;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The configuration files of MCP clients, in the places that their documentation names. A file appears by renaming, with
/// the permissions that it had; where it is a symbolic link, the file that it leads to is replaced and the link stays.
public final class ClientConfigurations implements ClientFiles {
    private static final String BACKUP = ".before-wassette";

    private final String system;
    private final Map<String, String> environment;
    private final Path home;
    private final Path project;

    /// @param system the name of the operating system, as Java tells it
    /// @param environment of the process
    /// @param home the user's home directory
    /// @param project the directory that entries of a project belong to
    public ClientConfigurations(String system, Map<String, String> environment, Path home, Path project) {
        this.system = Objects.requireNonNull(system);
        this.environment = Map.copyOf(environment);
        this.home = Objects.requireNonNull(home);
        this.project = Objects.requireNonNull(project);
    }

    @Override
    public String place(Client client, Scope scope) {
        return switch (scope) {
            case USER -> ofUser(client).toString();
            case PROJECT -> project.resolve(ofProject(client)).toString();
        };
    }

    private static String ofProject(Client client) {
        return switch (client) {
            case CLAUDE_CODE -> ".mcp.json";
            case VSCODE -> ".vscode/mcp.json";
            case CURSOR -> ".cursor/mcp.json";
            case GEMINI -> ".gemini/settings.json";
            case CODEX -> ".codex/config.toml";
        };
    }

    private Path ofUser(Client client) {
        return switch (client) {
            case CLAUDE_CODE -> named("CLAUDE_CONFIG_DIR").orElse(home).resolve(".claude.json");
            case VSCODE -> ofApplications().resolve("Code").resolve("User").resolve("mcp.json");
            case CURSOR -> home.resolve(".cursor").resolve("mcp.json");
            case GEMINI -> home.resolve(".gemini").resolve("settings.json");
            case CODEX -> named("CODEX_HOME").orElseGet(() -> home.resolve(".codex")).resolve("config.toml");
        };
    }

    private Path ofApplications() {
        if (system.startsWith("Windows")) {
            return named("APPDATA").orElseGet(() -> home.resolve("AppData").resolve("Roaming"));
        }
        return system.startsWith("Mac") ? home.resolve("Library").resolve("Application Support")
                : named("XDG_CONFIG_HOME").orElseGet(() -> home.resolve(".config"));
    }

    private Optional<Path> named(String variable) {
        return Optional.of(environment.getOrDefault(variable, "")).filter(value -> !value.isEmpty()).map(Path::of)
                .filter(Path::isAbsolute);
    }

    @Override
    public Optional<String> read(String place) throws IOException {
        Path file = Path.of(place);
        try {
            return TextFile.read(file, StorageLimits.MAX_CLIENT_FILE_BYTES);
        } catch (FileSystemException e) {
            throw new IOException(place + " cannot be read: " + reason(e), e);
        }
    }

    private static String reason(FileSystemException e) {
        return e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
    }

    @Override
    public Optional<String> replace(String place, Optional<String> before, String after) throws IOException {
        try {
            Path named = Path.of(place);
            if (Files.isSymbolicLink(named) && !Files.exists(named)) {
                throw new IOException(place + " is a symbolic link to a file that is not there. Make that file, or remove the link");
            }
            Path file = Files.exists(named) ? named.toRealPath() : named;
            if (before.isPresent() && isReadOnly(file)) {
                throw new IOException(place + " is read-only. Make it writable first: chmod u+w '" + file + "'");
            }
            Files.createDirectories(file.getParent());
            Optional<Path> backup = before.isPresent() ? Optional.of(backUp(file)) : Optional.empty();
            write(file, before, after);
            return backup.map(Path::toString);
        } catch (FileSystemException e) {
            throw new IOException(place + " cannot be written: " + reason(e) + " (" + e.getFile() + ")", e);
        }
    }

    /// The superuser may write to every file; what its owner may is what counts.
    private static boolean isReadOnly(Path file) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return !Files.isWritable(file)
                || posix && !Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_WRITE);
    }

    private static Path backUp(Path file) throws IOException {
        Path backup = file.resolveSibling(file.getFileName() + BACKUP);
        Files.copy(file, backup, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES,
                LinkOption.NOFOLLOW_LINKS);
        return backup;
    }

    private static void write(Path file, Optional<String> before, String after) throws IOException {
        byte[] bytes = after.getBytes(StandardCharsets.UTF_8);
        try (WholeFile whole = before.isPresent() ? WholeFile.prepareSecret(file, bytes) : WholeFile.prepare(file, bytes)) {
            if (before.isPresent() && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(whole.temporary(), Files.getPosixFilePermissions(file));
            }
            if (!TextFile.read(file, StorageLimits.MAX_CLIENT_FILE_BYTES).equals(before)) {
                throw new IOException(file + " was changed by another program at this moment, so it is left alone. Try again");
            }
            whole.publish();
        }
    }

    @Override
    public boolean isProgram(String command) {
        try {
            Path path = Path.of(command);
            if (path.isAbsolute() || path.getNameCount() > 1) {
                return Files.isExecutable(path) && !Files.isDirectory(path);
            }
            return Stream.of(environment.getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator)))
                    .filter(folder -> !folder.isEmpty())
                    .flatMap(folder -> Stream.of(command, command + ".exe", command + ".cmd", command + ".bat")
                            .map(Path.of(folder)::resolve))
                    .anyMatch(file -> Files.isExecutable(file) && !Files.isDirectory(file));
        } catch (InvalidPathException _) {
            return false;
        }
    }
}
