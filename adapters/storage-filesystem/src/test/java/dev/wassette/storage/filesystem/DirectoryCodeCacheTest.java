package dev.wassette.storage.filesystem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.component.engine.CodeCache;
import dev.wassette.component.engine.CodeKey;
import dev.wassette.domain.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryCodeCacheTest {
    private static final CodeKey KEY = new CodeKey("engine 1", Digest.of(new byte[] {1}));
    private static final CodeKey OTHER = new CodeKey("engine 2", Digest.of(new byte[] {1}));
    private static final byte[] CODE = {10, 20, 30, 40};

    @TempDir
    private Path root;

    private final List<String> warnings = new ArrayList<>();
    private CodeCache cache;

    @BeforeEach
    void open() {
        cache = reopened();
    }

    private CodeCache reopened() {
        return DirectoryCodeCache.open(root.resolve("cache/code"), root.resolve("state/key"), warnings::add);
    }

    private Path onlyEntry() throws IOException {
        try (var files = Files.list(root.resolve("cache/code"))) {
            List<Path> all = files.toList();
            assertEquals(1, all.size(), all.toString());
            return all.getFirst();
        }
    }

    @Test
    void givesBackWhatWasKeptAlsoToTheNextProcess() {
        cache.keep(KEY, ByteBuffer.wrap(CODE));
        assertArrayEquals(CODE, cache.find(KEY).orElseThrow());
        assertArrayEquals(CODE, reopened().find(KEY).orElseThrow());
        assertEquals(List.of(), warnings);
    }

    @Test
    void hasNothingForAnotherKey() {
        cache.keep(KEY, ByteBuffer.wrap(CODE));
        assertEquals(Optional.empty(), cache.find(OTHER));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 32, 35})
    void ignoresAnEntryWithOneChangedByte(int position) throws IOException {
        cache.keep(KEY, ByteBuffer.wrap(CODE));
        byte[] entry = Files.readAllBytes(onlyEntry());
        entry[position] ^= 1;
        Files.write(onlyEntry(), entry);
        assertEquals(Optional.empty(), cache.find(KEY));
        assertEquals(1, warnings.size());
        cache.keep(KEY, ByteBuffer.wrap(CODE));
        assertArrayEquals(CODE, cache.find(KEY).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 32, 35})
    void ignoresATruncatedEntry(int length) throws IOException {
        cache.keep(KEY, ByteBuffer.wrap(CODE));
        byte[] entry = Files.readAllBytes(onlyEntry());
        Files.write(onlyEntry(), java.util.Arrays.copyOf(entry, length));
        assertEquals(Optional.empty(), cache.find(KEY));
    }

    @Test
    void hasAFileThatBeginsWithTheCode() throws IOException {
        cache.keep(KEY, ByteBuffer.wrap(CODE));
        Path file = Path.of(cache.findFile(KEY).orElseThrow());
        assertArrayEquals(CODE, java.util.Arrays.copyOf(Files.readAllBytes(file), CODE.length));
        assertEquals(Optional.empty(), cache.findFile(OTHER));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 4, 35})
    void hasNoFileForAnEntryWithOneChangedByte(int position) throws IOException {
        cache.keep(KEY, ByteBuffer.wrap(CODE));
        byte[] entry = Files.readAllBytes(onlyEntry());
        entry[position] ^= 1;
        Files.write(onlyEntry(), entry);
        assertEquals(Optional.empty(), cache.findFile(KEY));
        assertEquals(Optional.empty(), cache.find(KEY), "and it is gone");
        assertEquals(1, warnings.size());
    }

    @Test
    void ignoresATrueEntryUnderAnotherName() throws IOException {
        cache.keep(KEY, ByteBuffer.wrap(CODE));
        Path mine = onlyEntry();
        cache.keep(OTHER, ByteBuffer.wrap(new byte[] {99}));
        Path code = root.resolve("cache/code");
        Path theirs;
        try (var files = Files.list(code)) {
            theirs = files.filter(file -> !file.equals(mine)).findFirst().orElseThrow();
        }
        Files.copy(theirs, mine, StandardCopyOption.REPLACE_EXISTING);
        assertEquals(Optional.empty(), cache.find(KEY));
    }

    @Test
    void ignoresEntriesSealedWithAnotherSecret() throws IOException {
        cache.keep(KEY, ByteBuffer.wrap(CODE));
        Files.delete(root.resolve("state/key"));
        assertEquals(Optional.empty(), reopened().find(KEY));
    }

    @Test
    void letsNobodyElseReadOrWrite() throws IOException {
        cache.keep(KEY, ByteBuffer.wrap(CODE));
        assertEquals("rw-------", permissions(onlyEntry()));
        assertEquals("rw-------", permissions(root.resolve("state/key")));
        assertEquals("rwx------", permissions(root.resolve("cache/code")));
    }

    @Test
    void isNotUsedWhereOthersMayWrite() throws IOException {
        Path open = Files.createDirectory(root.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        CodeCache none = DirectoryCodeCache.open(open, root.resolve("state/key"), warnings::add);
        none.keep(KEY, ByteBuffer.wrap(CODE));
        assertEquals(Optional.empty(), none.find(KEY));
        assertTrue(warnings.getFirst().contains("chmod go-w"), warnings.toString());
    }

    @Test
    void doesWithoutWhereTheDirectoryCannotBeMade() throws IOException {
        Path file = Files.createFile(root.resolve("file"));
        CodeCache none = DirectoryCodeCache.open(file.resolve("below"), root.resolve("state/key"), warnings::add);
        none.keep(KEY, ByteBuffer.wrap(CODE));
        assertEquals(Optional.empty(), none.find(KEY));
        assertEquals(1, warnings.size());
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
