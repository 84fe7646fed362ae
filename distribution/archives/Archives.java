import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes the archives that people install, in a folder with their checksums:
///
///  - `wassette-VERSION-PLATFORM`, for each platform that Wasmtime's binding has a library for, with that library only;
///  - `wassette-VERSION-pure`, without native code, for every platform that has a Java 25;
///  - `wassette-VERSION-PLATFORM-with-java`, with a Java cut down to what is needed; for the platform this runs on, and as
///    `.zip` only for Windows.
///
/// Same sources and same JDK, same bytes; except for the JVM's cache of linked classes, which the archives with a Java have.
final class Archives {
    private static final Set<String> MODULES_ON_NATIVES =
            Set.of(OnePlatform.MODULE, "dev.wassette.runtime.wasmtime", "dev.wassette.runtime.wasmtime.ffm");
    private static final Path LESSON = Path.of("adapters/component-testkit/src/main/resources/dev/wassette/component/testkit/components/tools.wasm");

    private final Path root;
    private final Path output;
    private final String version;
    private final Instant time;
    /// By file name, so in one order everywhere.
    private final TreeMap<String, Module> modules = new TreeMap<>();

    private record Module(String name, Path jar) {}

    /// @param library the name of Wasmtime's library for it in the jar of its binding
    private record Platform(String name, String library, String inWords) {}

    private static final List<Platform> PLATFORMS = List.of(
            new Platform("linux-x86_64", "linux_x86_64.so", "Linux on x86_64"),
            new Platform("linux-aarch64", "linux_aarch64.so", "Linux on ARM64"),
            new Platform("macos-x86_64", "macos_x86_64.dylib", "macOS on Intel"),
            new Platform("macos-aarch64", "macos_aarch64.dylib", "macOS on Apple silicon"),
            new Platform("windows-x86_64", "windows_x86_64.dll", "Windows on x86_64"));

    private Archives(Path root, Path output, String version, Instant time) {
        this.root = root;
        this.output = output;
        this.version = version;
        this.time = time;
    }

    /// @param arguments the root of the source tree, the folder of the libraries, our own jar, the version, the time that all
    ///     files get, the folder for the archives, and `true` for a cache in those with a Java
    public static void main(String[] arguments) throws Exception {
        var archives = new Archives(Path.of(arguments[0]).toRealPath(), Path.of(arguments[5]), arguments[3], Instant.parse(arguments[4]));
        archives.find(Path.of(arguments[1]), Path.of(arguments[2]));
        archives.make(Boolean.parseBoolean(arguments[6]));
    }

    private void find(Path libraries, Path own) {
        Stream.concat(
                ModuleFinder.of(libraries).findAll().stream().filter(found -> !found.descriptor().name().equals("dev.wassette.bootstrap")),
                ModuleFinder.of(own).findAll().stream())
                .forEach(found -> modules.put(jar(found).getFileName().toString(), new Module(found.descriptor().name(), jar(found))));
    }

    private static Path jar(ModuleReference module) {
        return Path.of(module.location().orElseThrow());
    }

    private void make(boolean withCache) throws Exception {
        Files.createDirectories(output);
        Path work = emptied(output.resolve("work"));
        List<Entry> shell = filesForShells(work);
        for (Platform platform : PLATFORMS) {
            String name = "wassette-" + version + "-" + platform.name();
            write(name, program(name, shell, Optional.of(platform), false));
            if (platform.name().equals(here())) {
                write(name + "-with-java", withJava(work, program(name + "-with-java", shell, Optional.of(platform), true), withCache));
            }
        }
        String pure = "wassette-" + version + "-pure";
        write(pure, program(pure, shell, Optional.empty(), false));
        emptied(work);
        Files.delete(work);
        writeChecksums();
    }

    private static String here() {
        String os = System.getProperty("os.name");
        String system = os.startsWith("Mac") ? "macos" : os.startsWith("Windows") ? "windows" : "linux";
        return system + "-" + (System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64");
    }

    /// {@return what is the same in all archives: completions, manual, licence}
    private List<Entry> filesForShells(Path work) throws Exception {
        Path lib = Files.createDirectory(work.resolve("lib"));
        for (Module module : modules.values()) {
            Files.copy(module.jar(), lib.resolve(module.jar().getFileName()));
        }
        return List.of(
                Entry.of("LICENSE", root.resolve("LICENSE")),
                Entry.of("share/bash-completion/completions/wassette", run(work, "Main", "autocomplete", "bash")),
                Entry.of("share/fish/vendor_completions.d/wassette.fish", run(work, "Main", "autocomplete", "fish")),
                Entry.of("share/man/man1/wassette.1", run(work, "Manual", time.toString().substring(0, 10))),
                Entry.of("share/wassette/lesson.wasm", root.resolve(LESSON)),
                Entry.of("share/zsh/site-functions/_wassette", run(work, "Main", "autocomplete", "zsh")));
    }

    private byte[] run(Path work, String program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(java(Path.of(System.getProperty("java.home"))), "-p", work.resolve("lib").toString(), "-m",
                "dev.wassette.bootstrap/dev.wassette.bootstrap." + program));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        byte[] printed = process.getInputStream().readAllBytes();
        if (process.waitFor() != 0 || printed.length == 0) {
            throw new IOException("Failed: " + String.join(" ", command));
        }
        return printed;
    }

    private static String java(Path home) {
        return home.resolve("bin/java").toString();
    }

    private List<Entry> program(String name, List<Entry> shell, Optional<Platform> platform, boolean withJava) throws IOException {
        List<Module> chosen = modules.values().stream()
                .filter(module -> platform.isPresent() || !MODULES_ON_NATIVES.contains(module.name()))
                .toList();
        Set<String> names = chosen.stream().map(Module::name).collect(Collectors.toSet());
        var launcher = new Launcher(root);
        List<Entry> entries = new ArrayList<>(shell);
        entries.add(Entry.of("README.md", bytes(readMe(platform, withJava))));
        if (platform.isEmpty() || !platform.get().name().startsWith("windows")) {
            entries.add(Entry.of("bin/wassette", bytes(launcher.shell(name, names))).asProgram());
        }
        if (platform.isEmpty() || platform.get().name().startsWith("windows")) {
            entries.add(Entry.of("bin/wassette.bat", bytes(launcher.batch(names))).asProgram());
        }
        for (Module module : chosen) {
            String file = "lib/" + module.jar().getFileName();
            entries.add(module.name().equals(OnePlatform.MODULE)
                    ? Entry.of(file, new OnePlatform(module.jar(), platform.orElseThrow().library()).bytes())
                    : Entry.of(file, module.jar()));
        }
        return entries;
    }

    private String readMe(Optional<Platform> platform, boolean withJava) throws IOException {
        return Files.readString(root.resolve("distribution/launcher/README.md"))
                .replace("@VERSION@", version)
                .replace("@FOR@", platform.map(Platform::inWords).orElse("every platform"))
                .replace("@JAVA@", withJava ? "A Java comes with it, in `java`, with the program inside."
                        : "Needs a Java 25: in `JAVA_HOME`, in the usual places or on the `PATH`. There is an archive that brings one.")
                .replace("@ENGINES@", platform.isPresent()
                        ? "Components run on a Wasmtime inside the program, of 2023; `bin/wassette runtime install wasmtime` gets the current one."
                        : "There is no native code in it: components run on the JVM itself, by Chicory, and no runtime can be installed.");
    }

    /// Unpacked, so that the cache is made of the very files that people get. All modules are in the Java: it is found by where
    /// the launcher lies, and the cache fits wherever that is, which it does not with jars.
    private List<Entry> withJava(Path work, List<Entry> program, boolean withCache) throws Exception {
        Path home = Files.createDirectory(work.resolve("home"));
        Path jars = Files.createDirectory(work.resolve("jars"));
        for (Entry entry : program) {
            Path file = (entry.name().startsWith("lib/") ? jars : home).resolve(entry.name());
            Files.createDirectories(file.getParent());
            Files.write(file, entry.content().bytes());
            file.toFile().setExecutable(entry.executable());
        }
        link(jars.resolve("lib"), home.resolve("java"));
        for (Path file : filesIn(home)) {
            Files.setLastModifiedTime(file, FileTime.from(time));
        }
        if (withCache && !here().startsWith("windows")) {
            makeCache(home, work);
        }
        return filesIn(home).stream()
                .map(file -> new Entry(home.relativize(file).toString().replace('\\', '/'), isProgram(file), () -> Files.readAllBytes(file)))
                .toList();
    }

    private void link(Path jars, Path java) throws IOException {
        int status = ToolProvider.findFirst("jlink").orElseThrow().run(System.out, System.err, "--module-path", jars.toString(),
                "--add-modules", modules.values().stream().map(Module::name).collect(Collectors.joining(",")),
                "--strip-java-debug-attributes", "--no-header-files", "--no-man-pages", "--output", java.toString());
        if (status != 0) {
            throw new IOException("jlink has failed.");
        }
    }

    /// By the launcher itself, with an empty home.
    private static void makeCache(Path home, Path work) throws Exception {
        var launch = new ProcessBuilder(home.resolve("bin/wassette").toString()).inheritIO();
        launch.environment().keySet().removeIf(name -> name.startsWith("WASSETTE_") || name.startsWith("XDG_"));
        launch.environment().put("HOME", Files.createDirectory(work.resolve("nobody")).toString());
        launch.environment().put("WASSETTE_START_CACHE", "make");
        if (launch.start().waitFor() != 0 || Files.notExists(home.resolve("cache/cache"))) {
            throw new IOException("The cache of linked classes could not be made: " + Files.readString(home.resolve("cache/cache-log")));
        }
        Files.delete(home.resolve("cache/cache-log"));
    }

    private static boolean isProgram(Path file) {
        try {
            return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnsupportedOperationException windows) {
            return false;
        }
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private void write(String name, List<Entry> entries) throws IOException {
        List<Entry> sorted = entries.stream().sorted(Comparator.comparing(Entry::name)).toList();
        Tar.write(output.resolve(name + ".tar.gz"), name, sorted, time);
        if (!name.endsWith("-with-java") || here().startsWith("windows")) {
            Zip.write(output.resolve(name + ".zip"), name, sorted, time);
        }
    }

    private void writeChecksums() throws IOException, NoSuchAlgorithmException {
        var lines = new StringBuilder();
        Path sums = output.resolve("SHA256SUMS");
        Files.deleteIfExists(sums);
        for (Path file : filesIn(output).stream().sorted().toList()) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            lines.append(HexFormat.of().formatHex(digest)).append("  ").append(file.getFileName()).append('\n');
        }
        Files.writeString(sums, lines);
    }

    private static Path emptied(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    file.toFile().setWritable(true);
                    Files.delete(file);
                }
            }
        }
        return Files.createDirectories(folder);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
