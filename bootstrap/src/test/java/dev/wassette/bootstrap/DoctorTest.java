package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.cli.WassetteCli;
import dev.wassette.component.testkit.ComponentFixtures;
import dev.wassette.domain.health.Finding;
import dev.wassette.domain.health.Finding.Verdict;
import dev.wassette.storage.filesystem.FoldersExamination;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `wassette doctor`: each thing is broken for real in a home of its own, seen, and mended by the command that is named.
class DoctorTest {
    @TempDir
    private Path temporary;

    private Path home;
    private final Map<String, String> environment = new HashMap<>();
    private String printed = "";

    /// A finding as JSON shows it.
    private record Said(String area, String verdict, String message, String remedy) {}

    @BeforeEach
    void makeHome() throws Exception {
        home = Files.createDirectory(temporary.toRealPath().resolve("home"));
        for (String kind : List.of("CONFIG", "DATA", "CACHE", "STATE")) {
            environment.put("XDG_" + kind + "_HOME", Files.createDirectory(home.resolve(kind.toLowerCase())).toString());
        }
        environment.putAll(Map.of("HOME", home.toString(), "WASSETTE_RUNTIME", "chicory", "PATH", home.resolve("bin").toString()));
        Path program = Files.createDirectory(home.resolve("bin")).resolve("wassette");
        Files.writeString(program, "#!/bin/sh\n").toFile().setExecutable(true);
        Files.write(home.resolve("tools.wasm"), ComponentFixtures.read("tools"));
        run("component", "load", home.resolve("tools.wasm").toString());
        run("client", "add", "cursor", "--write");
        assertEquals(List.of(), complaints());
    }

    private int run(String... words) {
        var out = new ByteArrayOutputStream();
        var wiring = new Wiring(environment, InputStream.nullInputStream(), OutputStream.nullOutputStream());
        int status = new WassetteCli(wiring, environment, "test", InputStream.nullInputStream(), new PrintStream(out),
                new PrintStream(OutputStream.nullOutputStream())).run(List.of(words));
        printed = out.toString();
        return status;
    }

    /// {@return what is not well; which engines this machine has is not this test's business}
    private List<Said> complaints() throws Exception {
        int status = run("doctor", "-o", "json");
        List<Said> complaints = ((JsonArray) ((JsonObject) JsonText.parse(printed)).get("findings").orElseThrow()).elements().stream()
                .map(JsonObject.class::cast)
                .map(each -> new Said(text(each, "area"), text(each, "verdict"), text(each, "message"), text(each, "remedy")))
                .filter(said -> !said.verdict().equals("ok"))
                .filter(said -> !said.area().equals("runtime") || said.verdict().equals("problem")).toList();
        assertEquals(complaints.stream().anyMatch(said -> said.verdict().equals("problem")) ? 1 : 0, status, printed);
        return complaints;
    }

    private static String text(JsonObject object, String name) {
        JsonValue value = object.get(name).orElse(new JsonString(""));
        return ((JsonString) value).value();
    }

    /// Something is seen, and the command that is named mends it.
    private void seenAndMended(String area, String verdict, String part) throws Exception {
        List<Said> complaints = complaints();
        assertEquals(1, complaints.size(), complaints::toString);
        Said said = complaints.getFirst();
        assertEquals(area + " " + verdict, said.area() + " " + said.verdict(), said::toString);
        assertTrue(said.message().contains(part), said::toString);
        assertTrue(!said.remedy().isEmpty(), said::toString);
        assertEquals(verdict.equals("problem") ? 1 : 0, run("doctor"));
        assertTrue(printed.contains("mend it: " + said.remedy()), printed);
        follow(said.remedy());
        assertEquals(List.of(), complaints(), said.remedy());
    }

    private void follow(String command) throws Exception {
        if (command.startsWith("unset ")) {
            environment.keySet().removeAll(List.of(command.split(" ")));
        } else if (command.startsWith("wassette ")) {
            assertEquals(0, run(command.substring("wassette ".length()).split(" ")), command);
        } else {
            Process shell = new ProcessBuilder("sh", "-c", command).inheritIO().start();
            assertEquals(0, shell.waitFor(), command);
        }
    }

    private Path components() {
        return home.resolve("data/wassette/components");
    }

    private static void allow(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static void age(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(7_200)));
    }

    @Test
    void aPolicyThatIsNone() throws Exception {
        Files.writeString(components().resolve("tools.policy.yaml"), "permissions: [");
        seenAndMended("policies", "problem", "The policy of 'tools' cannot be read");
    }

    @Test
    void aComponentThatIsNone() throws Exception {
        Files.writeString(components().resolve("broken.wasm"), "no component");
        seenAndMended("components", "problem", "'broken' cannot be used");
    }

    @Test
    void aComponentInAnotherFolder() throws Exception {
        Path folder = Files.createDirectory(home.resolve("elsewhere"));
        Files.writeString(folder.resolve("broken.wasm"), "no component");
        environment.put("WASSETTE_PLUGIN_DIR", folder.toString());
        Said said = complaints().getFirst();
        assertEquals("wassette component unload broken --plugin-dir " + folder, said.remedy());
        follow(said.remedy());
        assertEquals(List.of(), complaints());
    }

    @Test
    void aFolderThatOthersMayWriteTo() throws Exception {
        allow(components(), "rwxrwxrwx");
        seenAndMended("folders", "problem", "others may write to it");
    }

    @Test
    void aFolderThatCannotBeWrittenTo() throws Exception {
        allow(components(), "r-xr-xr-x");
        seenAndMended("folders", "problem", "cannot be written to");
    }

    @Test
    void aFileInPlaceOfAFolder() throws Exception {
        Files.writeString(Files.createDirectories(home.resolve("config/wassette")).resolve("secrets"), "");
        seenAndMended("folders", "problem", "is no folder");
    }

    @Test
    void aFolderOfSecretsThatOthersMayLookInto() throws Exception {
        run("secret", "set", "tools", "A=b");
        allow(home.resolve("config/wassette/secrets"), "rwxr-xr-x");
        seenAndMended("folders", "warning", "others may look into it");
    }

    @Test
    void secretsThatOthersMayRead() throws Exception {
        run("secret", "set", "tools", "A=b");
        allow(home.resolve("config/wassette/secrets/tools.yaml"), "rw-r--r--");
        seenAndMended("secrets", "warning", "Others may use");
    }

    @Test
    void secretsThatOthersMayWrite() throws Exception {
        run("secret", "set", "tools", "A=b");
        allow(home.resolve("config/wassette/secrets/tools.yaml"), "rw-rw-rw-");
        seenAndMended("secrets", "problem", "Others may write");
    }

    @Test
    void whatKilledProcessesLeave() throws Exception {
        age(Files.writeString(components().resolve(".new-1"), ""));
        age(Files.createDirectory(components().resolve(".gone-x")));
        Files.writeString(components().resolve(".new-2"), "written at this moment");
        seenAndMended("folders", "warning", "2 temporary file(s)");
        assertTrue(Files.exists(components().resolve(".new-2")));
    }

    @Test
    void aClientWhoseProgramHasGone() throws Exception {
        Files.writeString(home.resolve(".cursor/mcp.json"),
                "{\"mcpServers\": {\"wassette\": {\"command\": \"/nowhere/wassette\"}, \"b\": {\"command\": \"x\"}}}");
        seenAndMended("clients", "problem", "Cursor cannot start this server: there is no program '/nowhere/wassette'");
        assertTrue(Files.readString(home.resolve(".cursor/mcp.json")).contains("\"b\""));
    }

    @Test
    void noClientAtAll() throws Exception {
        run("client", "remove", "cursor");
        seenAndMended("clients", "warning", "No MCP client knows");
    }

    @Test
    void aConfigurationThatIsNone() throws Exception {
        Files.writeString(Files.createDirectories(home.resolve("config/wassette")).resolve("config.toml"), "plugin_dir = \n");
        seenAndMended("configuration", "problem", "config.toml, line 1");
    }

    @Test
    void aTypoInTheConfiguration() throws Exception {
        Files.writeString(Files.createDirectories(home.resolve("config/wassette")).resolve("config.toml"), "plugin_dri = \"/x\"\n");
        assertTrue(complaints().getFirst().message().contains("'plugin_dri'"), printed);
    }

    @Test
    void aTrustPolicyThatIsNone() throws Exception {
        Files.writeString(Files.createDirectories(home.resolve("config/wassette")).resolve("trust.toml"), "nonsense = 1\n");
        Said said = complaints().getFirst();
        assertEquals("trust problem", said.area() + " " + said.verdict());
    }

    @Test
    void aLibraryThatIsNone() throws Exception {
        environment.put("WASSETTE_WASMTIME_LIBRARY", home.resolve("libwasmtime.so").toString());
        environment.put("WASSETTE_RUNTIME", "wasmtime-library");
        Said said = complaints().getFirst();
        assertEquals("runtime problem unset WASSETTE_WASMTIME_LIBRARY", said.area() + " " + said.verdict() + " " + said.remedy());
    }

    @Test
    void aFullDisk() {
        var folders = new FoldersExamination(List.of(new FoldersExamination.Folder("components", components(), false)), Long.MAX_VALUE);
        Finding finding = folders.findings().getFirst();
        assertEquals(Verdict.PROBLEM, finding.verdict());
        assertTrue(finding.message().contains("has room for only"), finding::message);
    }

    @Test
    void aProxyThatIsNone() throws Exception {
        environment.put("HTTPS_PROXY", "socks5://proxy.example.com:1080");
        seenAndMended("network", "problem", "Nothing can be downloaded");
    }

    @Test
    void aStartWithoutCache() {
        var seen = new ProcessExamination(Runtime.version(), List.of(), Optional.of("/opt/wassette"));
        assertTrue(seen.findings().stream().anyMatch(finding -> finding.verdict() == Verdict.WARNING
                && finding.message().contains("cache of linked classes")));
    }

    @Test
    void aRegistryThatDoesNotAnswer() throws Exception {
        environment.put("WASSETTE_INSECURE_REGISTRIES", "127.0.0.1:1");
        assertEquals(0, run("doctor", "--online", "-o", "json"));
        assertTrue(printed.contains("127.0.0.1:1 "), printed);
    }

    @Test
    void showsFormats() {
        assertEquals(0, run("doctor", "-o", "yaml"));
        assertTrue(printed.contains("verdict: ok"), printed);
        assertEquals(0, run("doctor"));
        assertTrue(printed.lines().anyMatch(line -> line.matches("ok       components     All 1 can be used")), printed);
        assertEquals("policies", Stream.of(printed.split("\n")).filter(line -> line.contains("All can be read"))
                .map(line -> new ArrayList<>(List.of(line.split(" +"))).get(1)).collect(Collectors.joining()));
    }
}
