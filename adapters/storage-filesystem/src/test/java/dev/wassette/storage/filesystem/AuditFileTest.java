package dev.wassette.storage.filesystem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.port.out.AuditTrail;
import dev.wassette.application.port.out.AuditTrail.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFileTest {
    private static final JsonObject FACTS = JsonObject.empty().with("by", new JsonString("a\nb\"c"));

    @TempDir
    private Path home;

    private final List<String> problems = new ArrayList<>();
    private Path file;
    private AuditTrail trail;

    @BeforeEach
    void begin() {
        file = home.resolve("state/audit.jsonl");
        trail = AuditFile.at(file, problems::add);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(file.getParent())) {
            return all.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void addsALineForItsOwnerAlone() throws Exception {
        trail.add(Event.GRANT, FACTS);
        trail.add(Event.CALL, JsonObject.empty());
        List<String> lines = Files.readAllLines(file);
        assertEquals(2, lines.size());
        assertTrue(lines.get(0).matches("\\{\"time\":\"20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z\","
                + "\"event\":\"grant\",\"by\":\"a\\\\nb\\\\\"c\"}"), lines.get(0));
        JsonText.parse(lines.get(1));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
        assertEquals(List.of(), problems);
    }

    @Test
    void keepsTheLastFilesOnly() throws IOException {
        Files.createDirectories(file.getParent());
        for (int i = 0; i < 7; i++) {
            Files.write(file, new byte[(int) StorageLimits.MAX_AUDIT_BYTES + i]);
            trail.add(Event.CALL, FACTS);
        }
        trail.add(Event.CALL, FACTS);
        assertEquals(List.of("audit.jsonl", "audit.jsonl.1", "audit.jsonl.2", "audit.jsonl.3", "audit.jsonl.4",
                "audit.jsonl.lock"), names());
        assertEquals(1, Files.readAllLines(file).size());
        assertTrue(Files.size(file.resolveSibling("audit.jsonl.1")) > Files.size(file.resolveSibling("audit.jsonl.4")));
        assertTrue(AuditFile.parts(file).stream().map(each -> each.getFileName().toString()).toList().containsAll(names()));
        assertEquals(List.of(), problems);
    }

    @Test
    void countsWhatIsLostAndComplainsOnce() throws IOException {
        Files.createDirectories(file);
        trail.add(Event.CALL, FACTS);
        trail.add(Event.CALL, FACTS);
        assertEquals(1, problems.size());
        Files.delete(file);
        trail.add(Event.CALL, FACTS);
        List<String> lines = Files.readAllLines(file);
        assertEquals(2, lines.size());
        assertTrue(lines.get(0).endsWith("\"event\":\"lost\",\"count\":2}"), lines.get(0));
    }

    @Test
    void beginsANewFileWhereItsOwnHasBeenMovedOrRemoved() throws IOException {
        trail.add(Event.GRANT, FACTS);
        Path moved = Files.move(file, file.resolveSibling("moved"));
        trail.add(Event.CALL, FACTS);
        assertEquals(1, Files.readAllLines(moved).size());
        assertEquals(1, Files.readAllLines(file).size());
        Files.delete(moved);
        Files.delete(file);
        Files.deleteIfExists(file.resolveSibling("audit.jsonl.lock"));
        Files.delete(file.getParent());
        trail.add(Event.CALL, FACTS);
        assertEquals(1, Files.readAllLines(file).size());
        assertEquals(List.of(), problems);
    }

    @Test
    void refusesToOpenWhatCannotBeWritten() throws IOException {
        Files.createDirectories(file);
        assertThrows(IOException.class, () -> AuditFile.open(file, problems::add));
    }

    @Test
    void keepsEveryLineWholeWhereSeveralWrite() throws Exception {
        Callable<Void> writer = () -> {
            AuditTrail own = AuditFile.open(file, problems::add);
            for (int i = 0; i < 200; i++) {
                own.add(Event.CALL, FACTS.with("text", new JsonString("x".repeat(i * 10))));
            }
            return null;
        };
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var each : threads.invokeAll(IntStream.range(0, 4).mapToObj(_ -> writer).toList())) {
                each.get();
            }
        }
        List<String> lines = Files.readAllLines(file);
        assertEquals(800, lines.size());
        for (String line : lines) {
            JsonText.parse(line);
        }
    }
}
