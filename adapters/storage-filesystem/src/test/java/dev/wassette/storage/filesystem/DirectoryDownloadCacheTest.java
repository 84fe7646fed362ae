package dev.wassette.storage.filesystem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.port.out.DownloadCache.Arriving;
import dev.wassette.application.port.out.DownloadCache.Remembered;
import dev.wassette.domain.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryDownloadCacheTest {
    private static final byte[] BYTES = {1, 2, 3};
    private static final Digest DIGEST = Digest.of(BYTES);

    @TempDir
    Path folder;

    private final List<String> warnings = new ArrayList<>();

    private Path directory() {
        return folder.resolve("made/downloads");
    }

    private DirectoryDownloadCache cache(long room) {
        return new DirectoryDownloadCache(directory(), room, warnings::add);
    }

    @Test
    void hasWhatItWasGivenAlsoForAnother() {
        assertTrue(cache(1_000).find(DIGEST).isEmpty());
        cache(1_000).keep(DIGEST, BYTES);
        assertArrayEquals(BYTES, cache(1_000).find(DIGEST).orElseThrow());
        assertEquals(List.of(), warnings);
    }

    @Test
    void isForItsOwnerOnly() throws IOException {
        cache(1_000).keep(DIGEST, BYTES);
        cache(1_000).remember("name", DIGEST, Optional.empty());
        assertEquals(PosixFilePermissions.fromString("rwx------"), Files.getPosixFilePermissions(directory()));
        try (Stream<Path> files = Files.list(directory())) {
            for (Path file : files.toList()) {
                assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(file), file::toString);
            }
        }
    }

    @Test
    void believesNoFile() throws IOException {
        cache(1_000).keep(DIGEST, BYTES);
        Path file = directory().resolve(DIGEST.hex() + ".blob");
        Files.write(file, new byte[] {1, 2, 4});
        assertTrue(cache(1_000).find(DIGEST).isEmpty());
        assertFalse(Files.exists(file));
        assertTrue(warnings.getFirst().contains("is not what its name says"), warnings::toString);
    }

    @Test
    void makesRoomByWhatWasNotUsedForTheLongestTime() throws IOException {
        DirectoryDownloadCache cache = cache(250);
        List<Digest> kept = new ArrayList<>();
        for (byte each = 0; each < 3; each++) {
            byte[] bytes = new byte[100];
            bytes[0] = each;
            kept.add(Digest.of(bytes));
            if (each < 2) {
                cache.keep(kept.getLast(), bytes);
                Files.setLastModifiedTime(directory().resolve(kept.getLast().hex() + ".blob"),
                        FileTime.from(Instant.EPOCH.plusSeconds(each)));
            }
        }
        assertTrue(cache.find(kept.getFirst()).isPresent(), "its use makes it younger than the second");
        byte[] third = new byte[100];
        third[0] = 2;
        cache.keep(kept.getLast(), third);
        assertTrue(cache.find(kept.get(0)).isPresent() && cache.find(kept.get(1)).isEmpty() && cache.find(kept.get(2)).isPresent());
    }

    @Test
    void remembersWhatNamesLedTo() throws IOException {
        DirectoryDownloadCache cache = cache(1_000);
        assertTrue(cache.recall("https://a.io/x").isEmpty());
        cache.remember("https://a.io/x", DIGEST, Optional.of("\"tag\""));
        Remembered remembered = cache.recall("https://a.io/x").orElseThrow();
        assertEquals(DIGEST, remembered.digest());
        assertEquals(Optional.of("\"tag\""), remembered.validator());
        assertTrue(cache.recall("https://a.io/y").isEmpty());
        try (Stream<Path> files = Files.list(directory())) {
            Files.writeString(files.toList().getFirst(), "{\"name\":\"another\"}");
        }
        assertTrue(cache.recall("https://a.io/x").isEmpty());
    }

    @Test
    void leavesNothingHalfWritten() throws IOException {
        cache(1_000).keep(DIGEST, BYTES);
        try (Stream<Path> files = Files.list(directory())) {
            assertEquals(List.of(DIGEST.hex() + ".blob"), files.map(file -> file.getFileName().toString()).toList());
        }
    }

    @Test
    void aPlaceThatCannotBeWrittenIsSaidAndStopsNobody() throws IOException {
        Files.writeString(folder.resolve("made"), "a file");
        cache(1_000).keep(DIGEST, BYTES);
        assertTrue(cache(1_000).find(DIGEST).isEmpty());
        assertTrue(warnings.getFirst().contains("it is fetched again the next time"), warnings::toString);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String part() {
        return ".part-" + DIGEST.hex();
    }

    @Test
    void aDownloadThatWasBrokenOffGoesOn() throws IOException {
        try (Arriving first = cache(1_000).arriving(DIGEST)) {
            assertEquals(0, first.before().length);
            first.add(new byte[] {9, 1, 2, 9}, 1, 2);
        }
        assertEquals(List.of(part()), names());
        assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(directory().resolve(part())));
        try (Arriving second = cache(1_000).arriving(DIGEST)) {
            assertArrayEquals(new byte[] {1, 2}, second.before());
            second.add(BYTES, 2, 1);
            second.keep(BYTES);
        }
        assertEquals(List.of(DIGEST.hex() + ".blob"), names());
        assertArrayEquals(BYTES, cache(1_000).find(DIGEST).orElseThrow());
    }

    @Test
    void aDownloadThatBeginsAnewForgetsWhatThereWas() throws IOException {
        try (Arriving arriving = cache(1_000).arriving(DIGEST)) {
            arriving.add(new byte[] {7, 7, 7, 7, 7}, 0, 5);
            arriving.restart();
            arriving.add(BYTES, 0, 3);
            arriving.keep(BYTES);
        }
        assertArrayEquals(BYTES, cache(1_000).find(DIGEST).orElseThrow());
        try (Arriving arriving = cache(1_000).arriving(DIGEST)) {
            arriving.add(BYTES, 0, 2);
            arriving.restart();
        }
        assertEquals(List.of(DIGEST.hex() + ".blob"), names());
    }

    @Test
    void ofTwoDownloadsAtOnceOneIsStagedAndBothAreKept() throws IOException {
        try (Arriving one = cache(1_000).arriving(DIGEST); Arriving other = cache(1_000).arriving(DIGEST)) {
            one.add(BYTES, 0, 1);
            assertEquals(0, other.before().length);
            other.add(BYTES, 0, 3);
            other.keep(BYTES);
            one.add(BYTES, 1, 2);
            one.keep(BYTES);
        }
        assertEquals(List.of(DIGEST.hex() + ".blob"), names());
    }

    @Test
    void whatWasNotStagedAsAWholeIsKeptAllTheSame() throws IOException {
        try (Arriving arriving = cache(1_000).arriving(DIGEST)) {
            arriving.add(BYTES, 0, 1);
            arriving.keep(BYTES);
        }
        assertEquals(List.of(DIGEST.hex() + ".blob"), names());
        assertArrayEquals(BYTES, cache(1_000).find(DIGEST).orElseThrow());
    }

    @Test
    void whatKilledProcessesHaveLeftGoesWhenItIsOld() throws IOException {
        Files.createDirectories(directory(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        for (String name : List.of(".new-old", ".new-young", ".part-old", ".part-young")) {
            Files.write(directory().resolve(name), BYTES);
        }
        Files.setLastModifiedTime(directory().resolve(".new-old"), FileTime.from(Instant.now().minusSeconds(3_700)));
        Files.setLastModifiedTime(directory().resolve(".part-old"), FileTime.from(Instant.now().minusSeconds(90_000)));
        Files.setLastModifiedTime(directory().resolve(".part-young"), FileTime.from(Instant.now().minusSeconds(80_000)));
        cache(1_000).keep(DIGEST, BYTES);
        assertEquals(List.of(".new-young", ".part-young", DIGEST.hex() + ".blob"), names());
    }
}
