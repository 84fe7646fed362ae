import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file of an archive.
///
/// @param name with slashes, without the archive's own folder
/// @param executable whether it is a program
/// @param content read when it is written
record Entry(String name, boolean executable, Content content) {

    @FunctionalInterface
    interface Content {
        byte[] bytes() throws IOException;
    }

    static Entry of(String name, Path file) {
        return new Entry(name, false, () -> Files.readAllBytes(file));
    }

    static Entry of(String name, byte[] bytes) {
        return new Entry(name, false, () -> bytes);
    }

    Entry asProgram() {
        return new Entry(name, true, content);
    }

    int mode() {
        return executable ? 0755 : 0644;
    }
}
