package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.component.testkit.ComponentFixtures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {

    @Test
    void usesCommandsAndAServerAndLeavesTheFoldersOfTheUserAlone(@TempDir Path folder) throws Exception {
        Path component = Files.write(folder.resolve("tools.wasm"), ComponentFixtures.read("tools"));
        Path own = Files.createDirectory(folder.resolve("own"));
        Path users = folder.resolve("users");
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("XDG_DATA_HOME", users.toString());
        environment.put("WASSETTE_PLUGIN_DIR", users.resolve("plugins").toString());

        Training.train(environment, own, component);

        assertTrue(Files.exists(own.resolve("wassette/components/tools.wasm")));
        String trail = Files.readString(own.resolve("wassette/audit.jsonl"));
        assertEquals(2, trail.lines().filter(line -> line.contains("\"echo\"")).count(), trail);
        assertEquals(2, trail.lines().filter(line -> line.contains("\"add\"")).count(), trail);
        assertFalse(Files.exists(users));
    }
}
