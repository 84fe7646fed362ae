package dev.wassette.runtime.installer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.XZFormatException;
import org.tukaani.xz.CorruptedInputException;
import org.tukaani.xz.XZInputStream;

/// Reads tar archives that xz has compressed.
final class TarXz {
    private TarXz() {}

    static void read(Path archive, Entries entries) throws IOException {
        try (InputStream compressed = Files.newInputStream(archive);
                var plain = new XZInputStream(compressed, InstallerLimits.MAX_DECOMPRESSION_KIB)) {
            new Tar(plain).read(entries);
        } catch (EOFException e) {
            throw new UnusableArchive("ends too early", e);
        } catch (MemoryLimitException e) {
            throw new UnusableArchive("needs too much memory to decompress", e);
        } catch (XZFormatException | CorruptedInputException e) {
            throw new UnusableArchive("is damaged: " + e.getMessage(), e);
        }
    }
}
