package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wassette.domain.policy.Access;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.policy.StorageGrant;
import dev.wassette.domain.policy.StorageRule;
import dev.wassette.domain.wit.WitValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// The example in Rust, whose standard library speaks to the host: with the grant of its policy, with half of it, and
/// with none.
@ParameterizedClass
@MethodSource("dev.wassette.bootstrap.TestEngines#names")
class FilesystemExampleTest {
    @Parameter
    private String engine;

    @TempDir
    private Path directory;

    private GuestProgram tools;
    private String root;
    private Grant readOnly;
    private Grant all;

    @BeforeEach
    void load() throws Exception {
        tools = GuestProgram.example("filesystem-rs", engine);
        Files.writeString(directory.resolve("poem.txt"), "Roses are red\nViolets are blue\nroses again\n");
        Files.createDirectory(directory.resolve("more"));
        root = directory.toRealPath().toString();
        readOnly = granting(Access.READ);
        all = granting(Access.READ, Access.WRITE);
    }

    @AfterEach
    void unload() {
        tools.close();
    }

    private Grant granting(Access... access) {
        return Grant.nothing().with(new StorageGrant(List.of(new StorageRule(root, root, Set.of(access))), List.of()));
    }

    @Test
    void listsADirectory() {
        assertEquals(ok(strings("more/", "poem.txt")), call(readOnly, "list-directory", root));
        assertEquals(ok(strings()), call(readOnly, "list-directory", root + "/more"));
    }

    @Test
    void readsAndSearchesAFile() {
        String poem = root + "/poem.txt";
        assertEquals(ok(new WitValue.Str("Roses are red\nViolets are blue\nroses again\n")),
                call(readOnly, "read-file", poem));
        assertEquals(ok(strings("1: Roses are red", "3: roses again")), call(readOnly, "search-file", poem, "oses"));
        assertEquals(ok(new WitValue.Str("file, 43 bytes")), call(readOnly, "get-file-info", poem));
        assertEquals(error("there is no " + root + "/prose.txt"), call(readOnly, "read-file", root + "/prose.txt"));
    }

    @Test
    void writesAFileWhereItMay() throws Exception {
        String file = root + "/more/new.txt";
        assertEquals(error("this tool may not do that with " + file),
                call(readOnly, "write-file", file, "text"));
        assertEquals(ok(new WitValue.U64(4)), call(all, "write-file", file, "text"));
        assertEquals("text", Files.readString(Path.of(file)));
        assertEquals(ok(new WitValue.U64(1)), call(all, "write-file", file, "x"));
    }

    @Test
    void seesNothingElse() throws Exception {
        Files.createSymbolicLink(directory.resolve("link"), Path.of("/etc/hostname"));
        assertEquals(error("this tool may not see /etc/hostname"), call(all, "read-file", "/etc/hostname"));
        assertEquals(false, ((WitValue.Result) call(all, "read-file", root + "/link")).isOk());
        assertEquals(false, ((WitValue.Result) call(all, "read-file", root + "/../../etc/hostname")).isOk());
        assertEquals(error("this tool may not see " + root), call(Grant.nothing(), "list-directory", root));
    }

    private WitValue call(Grant grant, String function, String... arguments) {
        return tools.call(grant, function, Stream.of(arguments).map(WitValue.Str::new).toArray(WitValue[]::new));
    }

    private static WitValue ok(WitValue value) {
        return WitValue.Result.ok(value);
    }

    private static WitValue error(String message) {
        return WitValue.Result.error(new WitValue.Str(message));
    }

    private static WitValue strings(String... texts) {
        return new WitValue.ListOf(Stream.of(texts).<WitValue>map(WitValue.Str::new).toList());
    }
}
