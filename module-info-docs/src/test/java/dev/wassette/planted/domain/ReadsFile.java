package dev.wassette.planted.domain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Breaks purity, and the rule of who touches files.
public final class ReadsFile {
    private ReadsFile() {}

    static String read(Path path) throws IOException {
        return Files.readString(path);
    }
}
