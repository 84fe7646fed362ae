package dev.wassette.runtime.installer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Reads zip files, which wheels are too (PEP 427).
final class Zip {
    private Zip() {}

    static void read(Path archive, Entries entries) throws IOException {
        try (var zip = new ZipFile(archive.toFile())) {
            if (zip.size() > InstallerLimits.MAX_ENTRIES) {
                throw new UnusableArchive("has more than " + InstallerLimits.MAX_ENTRIES + " files");
            }
            for (Enumeration<? extends ZipEntry> each = zip.entries(); each.hasMoreElements();) {
                ZipEntry entry = each.nextElement();
                try (InputStream content = zip.getInputStream(entry)) {
                    entries.entry(entry.getName(), entry.isDirectory() ? Entries.Kind.FOLDER : Entries.Kind.FILE, content);
                }
            }
        } catch (EOFException e) {
            throw new UnusableArchive("ends too early", e);
        } catch (ZipException e) {
            throw new UnusableArchive("is damaged: " + e.getMessage(), e);
        }
    }
}
