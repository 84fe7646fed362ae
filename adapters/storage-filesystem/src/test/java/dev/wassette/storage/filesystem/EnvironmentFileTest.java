package dev.wassette.storage.filesystem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentFileTest {
    @TempDir
    private Path home;

    private Path file;

    @BeforeEach
    void name() {
        file = home.resolve(".env");
    }

    @Test
    void readsWhatOtherProgramsRead() throws IOException {
        Files.writeString(file, """
                # a comment
                PLAIN=a b=c  # not the value
                  export SPACED =  x
                HASH=a#b
                EMPTY=
                NOTHING= # at all
                SINGLE='a "b" \\n # $HOME'
                DOUBLE="a 'b'\\n\\t\\"\\\\ # $HOME" # comment
                TWICE=1
                TWICE=2\r
                """);
        assertEquals(Map.of("PLAIN", "a b=c", "SPACED", "x", "HASH", "a#b", "EMPTY", "", "NOTHING", "",
                "SINGLE", "a \"b\" \\n # $HOME", "DOUBLE", "a 'b'\n\t\"\\ # $HOME", "TWICE", "2"), EnvironmentFile.read(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "=secret", "A B=secret", "A='secret", "A=\"secret", "A=\"secret\\\"", "A='secret'x",
        "A=\"secret\\x\"", "A=secret\0", "'A'=secret"})
    void namesTheLineAndNotTheValue(String line) throws IOException {
        Files.writeString(file, "\nOK=1\n" + line);
        String message = assertThrows(IOException.class, () -> EnvironmentFile.read(file)).getMessage();
        assertTrue(message.startsWith(file + ", line 3"), message);
        assertFalse(message.contains("secret"), message);
    }

    @Test
    void refusesWhatIsNoSuchFile() throws IOException {
        assertThrows(IOException.class, () -> EnvironmentFile.read(file));
        Files.write(file, "A=\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThrows(IOException.class, () -> EnvironmentFile.read(file));
        Files.write(file, new byte[StorageLimits.MAX_ENVIRONMENT_BYTES + 1]);
        assertTrue(assertThrows(IOException.class, () -> EnvironmentFile.read(file)).getMessage().contains("more than"));
    }
}
