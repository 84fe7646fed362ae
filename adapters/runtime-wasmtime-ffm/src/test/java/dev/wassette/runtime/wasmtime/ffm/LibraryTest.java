package dev.wassette.runtime.wasmtime.ffm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.component.engine.CodeCache;
import dev.wassette.component.engine.CoreLimits;
import dev.wassette.component.engine.EngineOptions;
import dev.wassette.component.engine.EngineUnavailable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LibraryTest {
    @TempDir
    private Path folder;

    @Test
    void theTestedLibraryIsKnown() throws Exception {
        assertEquals("49", Library.load(TestLibrary.path()).version());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere/libwasmtime.so", "", "/", "a\0b"})
    void refusesWhatIsNotThere(String path) {
        assertRefused(path, path.isEmpty() || path.equals("/") || path.startsWith("/n") ? "no library" : "cannot be loaded");
    }

    @Test
    void refusesWhatIsNotALibrary() throws Exception {
        Path text = Files.writeString(folder.resolve("libwasmtime.so"), "not a library");
        assertRefused(text.toString(), "cannot be loaded");
    }

    /// The loader of the system would end the whole process by a signal.
    @ParameterizedTest
    @ValueSource(ints = {64, 100, 3000, 1 << 20})
    void refusesALibraryThatWasNotCopiedWhole(int length) throws Exception {
        byte[] whole = Files.readAllBytes(Path.of(TestLibrary.path()));
        Path part = Files.write(folder.resolve("libwasmtime.so"), Arrays.copyOf(whole, length));
        assertRefused(part.toString(), "ends before its end");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63})
    void leavesWhatHasNoHeaderToTheLoader(int length) throws Exception {
        byte[] whole = Files.readAllBytes(Path.of(TestLibrary.path()));
        Path part = Files.write(folder.resolve("libwasmtime.so"), Arrays.copyOf(whole, length));
        assertRefused(part.toString(), "cannot be loaded");
    }

    @Test
    void refusesALibraryOfSomethingElse() {
        Path other = Path.of(System.getProperty("java.home"), "lib", System.mapLibraryName("verify"));
        assertRefused(other.toString(), "no function wasmtime_");
    }

    @Test
    void wantsALibrary() {
        var options = new EngineOptions(CodeCache.none(), new CoreLimits(1, 1), Optional.empty());
        assertThrows(EngineUnavailable.class, () -> new LibraryEngineProvider().open(options));
    }

    @ParameterizedTest
    @ValueSource(strings = {"48", "49.0.0", "", "forty-nine"})
    void aCompiledFormTellsItsVersion(String version) {
        assertEquals(Optional.of(version), CompiledForm.version(compiledBy(version)));
    }

    @Test
    void noPartOfACompiledFormIsWhole() {
        ByteBuffer whole = compiledBy("49");
        for (int length = 0; length < whole.capacity(); length++) {
            ByteBuffer part = whole.duplicate().limit(length);
            assertEquals(Optional.empty(), CompiledForm.version(part));
        }
        for (int i = 0; i < whole.capacity(); i++) {
            for (byte value : new byte[] {0, 1, -1, 127}) {
                ByteBuffer changed = ByteBuffer.allocate(whole.capacity()).put(whole.duplicate()).rewind();
                changed.put(i, value);
                CompiledForm.version(changed);
            }
        }
    }

    /// {@return an ELF object with an empty section and one that names a version}
    private static ByteBuffer compiledBy(String version) {
        byte[] name = version.getBytes(StandardCharsets.US_ASCII);
        int content = 64;
        int table = content + 2 + name.length;
        ByteBuffer bytes = ByteBuffer.allocate(table + 2 * 64).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(0, 0x464c457f).putLong(0x28, table).putShort(0x3a, (short) 64).putShort(0x3c, (short) 2);
        bytes.put(content, (byte) 0).put(content + 1, (byte) name.length).put(content + 2, name);
        bytes.putLong(table + 64 + 0x18, content).putLong(table + 64 + 0x20, 2 + name.length);
        return bytes;
    }

    private static void assertRefused(String path, String part) {
        var refused = assertThrows(EngineUnavailable.class, () -> Library.load(path));
        assertTrue(refused.getMessage().contains(part), refused::getMessage);
    }
}
