package dev.wassette.component.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The small components that tests and benchmarks use, each with its text beside it.
public final class ComponentFixtures {
    private static final String FOLDER = "components/";
    private static final String SUFFIX = ".wasm";

    private ComponentFixtures() {}

    /// {@return the component with this name, without `.wasm`}
    public static byte[] read(String name) {
        try (InputStream in = ComponentFixtures.class.getResourceAsStream(FOLDER + name + SUFFIX)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no component '" + name + "'");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// {@return the names of all components, sorted}
    public static List<String> names() {
        try {
            Path ours = Path.of(ComponentFixtures.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return Files.isDirectory(ours) ? names(ours) : namesInJar(ours);
        } catch (URISyntaxException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> namesInJar(Path jar) throws IOException {
        try (FileSystem files = FileSystems.newFileSystem(jar)) {
            return names(files.getPath("/"));
        }
    }

    private static List<String> names(Path root) throws IOException {
        Path folder = root.resolve(ComponentFixtures.class.getPackageName().replace('.', '/')).resolve(FOLDER);
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(SUFFIX))
                    .map(file -> file.substring(0, file.length() - SUFFIX.length())).sorted().toList();
        }
    }
}
