package dev.wassette.runtime.installer;

import dev.wassette.application.port.out.NativeLibraries;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Looks for Wasmtime's library in the user's own folder of installed runtimes, the newest version first, and then in the
/// places where this system's package managers put libraries. Never in the current directory, nor where a variable of
/// the environment points: both can be somebody else's.
public final class InstalledLibraries implements NativeLibraries {
    private static final String INSTALLED = "installed by 'wassette runtime install'";

    private final Path installed;
    private final List<Path> places;
    private final Platform platform;
    private final Trust trust;

    /// @param installed where runtimes are installed
    /// @param root of the file system
    /// @param user the name of the user
    public InstalledLibraries(Path installed, Path root, Platform platform, String user) {
        this.installed = installed.toAbsolutePath();
        this.places = places(platform).stream().map(root::resolve).toList();
        this.platform = Objects.requireNonNull(platform);
        this.trust = new Trust(user);
    }

    private static List<String> places(Platform platform) {
        return switch (platform.system()) {
            case "linux" -> List.of("usr/local/lib", "usr/local/lib64", "usr/lib/" + platform.arch() + "-linux-gnu",
                    "usr/lib64", "usr/lib", "home/linuxbrew/.linuxbrew/lib");
            case "musl" -> List.of("usr/local/lib", "usr/lib");
            case "macos" -> List.of("opt/homebrew/lib", "usr/local/lib", "opt/local/lib");
            default -> List.of();
        };
    }

    @Override
    public List<Candidate> find() {
        List<Candidate> found = new ArrayList<>();
        for (Path folder : installedFolders()) {
            candidate(folder, INSTALLED).ifPresent(found::add);
        }
        for (Path place : places) {
            candidate(place, "in the system's libraries").ifPresent(found::add);
        }
        return found.stream().filter(each -> found.stream().filter(other -> other.path().equals(each.path())).findFirst()
                .orElseThrow() == each).toList();
    }

    private List<Path> installedFolders() {
        record Version(Path folder, long major, long minor, long patch) {}
        Pattern name = Pattern.compile("wasmtime-(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,9})-" + Pattern.quote(platform.toString()));
        List<Version> versions = new ArrayList<>();
        if (!Files.isDirectory(installed)) {
            return List.of();
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(installed)) {
            for (Path folder : folders) {
                Matcher version = name.matcher(folder.getFileName().toString());
                if (version.matches()) {
                    versions.add(new Version(folder, Long.parseLong(version.group(1)), Long.parseLong(version.group(2)),
                            Long.parseLong(version.group(3))));
                }
            }
        } catch (IOException e) {
            return List.of(); // a folder that cannot be read holds nothing that could be used
        }
        versions.sort(Comparator.comparing(Version::major).thenComparing(Version::minor).thenComparing(Version::patch)
                .reversed());
        return versions.stream().map(Version::folder).toList();
    }

    /// A symbolic link is judged by where it lies and by where it leads.
    private Optional<Candidate> candidate(Path folder, String place) {
        Path file = folder.resolve(platform.libraryFile());
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            Path real = file.toRealPath();
            Optional<String> objection = trust.objection(folder.toRealPath()).or(() -> trust.objection(real));
            return Optional.of(new Candidate(real.toString(), place, objection));
        } catch (IOException e) {
            return Optional.empty(); // it has just gone
        }
    }
}
