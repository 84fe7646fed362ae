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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.wassette.bootstrap.TestEngines#names")
class JavascriptGuestTest {
    private static final WitValue NOTHING = new WitValue.ListOf(List.of());

    @Parameter
    private String engine;

    private GuestProgram guest;

    @BeforeEach
    void load() throws Exception {
        guest = new GuestProgram("javascript", engine);
    }

    @AfterEach
    void unload() {
        guest.close();
    }

    @Test
    void findsNothingThatWasNotGranted() {
        assertEquals(new WitValue.Tuple(List.of(WitValue.Option.none(), WitValue.Option.none())),
                guest.call("configured", new WitValue.Str("HOME")));
        assertEquals(new WitValue.Tuple(List.of(NOTHING, NOTHING)), guest.call("all-configured"));
        assertEquals(NOTHING, guest.call("directories"));
    }

    @Test
    void listsAGrantedDirectory(@TempDir Path directory) throws Exception {
        Files.createFile(directory.resolve("b"));
        Files.createDirectory(directory.resolve("a"));
        String path = directory.toRealPath().toString();
        var grant = Grant.nothing().with(
                new StorageGrant(List.of(new StorageRule(path, path, Set.of(Access.READ))), List.of()));
        WitValue names = new WitValue.ListOf(List.of(new WitValue.Str("a"), new WitValue.Str("b")));
        assertEquals(new WitValue.ListOf(List.of(new WitValue.Tuple(List.of(new WitValue.Str(path), names)))),
                guest.call(grant, "directories"));
    }
}
