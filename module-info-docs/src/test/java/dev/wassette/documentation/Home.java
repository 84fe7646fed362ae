package dev.wassette.documentation;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// An empty home, whose path is as long as that in the pages: tables are as wide as what is in them.
record Home(Path path) implements AutoCloseable {
    private static final int NAMES = 36 * 36 * 36;

    static Home make() throws IOException {
        var random = new Random();
        while (true) {
            String name = Integer.toString(NAMES + random.nextInt(NAMES), 36).substring(1);
            try {
                return new Home(Files.createDirectory(Path.of("/tmp", name)));
            } catch (FileAlreadyExistsException _) {
                // somebody else's
            }
        }
    }

    @Override
    public void close() throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(path)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }
}
