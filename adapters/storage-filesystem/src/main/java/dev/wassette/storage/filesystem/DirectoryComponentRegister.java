package dev.wassette.storage.filesystem;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.port.out.ComponentRegister;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.ToolName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Components known by the files in their folder: `<id>.metadata.json`, which this class writes, or what else is kept of
/// a component there (contract G). Safe for use by several threads and processes.
public final class DirectoryComponentRegister implements ComponentRegister {
    private static final String METADATA = ".metadata.json";

    private final Path folder;

    /// @param folder absolute; made when the first component is added
    public DirectoryComponentRegister(Path folder) {
        this.folder = Objects.requireNonNull(folder);
    }

    @Override
    public boolean has(ComponentId id) {
        return Stream.of(METADATA, ".wasm", ".policy.yaml").anyMatch(ending -> Files.isRegularFile(file(id, ending)));
    }

    private Path file(ComponentId id, String ending) {
        return folder.resolve(id + ending);
    }

    @Override
    public void add(ComponentId id, List<ToolName> tools) throws IOException {
        List<JsonValue> names = tools.stream().<JsonValue>map(tool -> new JsonString(tool.value())).toList();
        JsonObject metadata = JsonObject.empty()
                .with("component_id", new JsonString(id.value()))
                .with("tool_names", new JsonArray(names));
        if (!Files.isDirectory(folder)) {
            OwnerOnly.createDirectory(folder);
        }
        WholeFile.write(file(id, METADATA), (JsonText.pretty(metadata) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void remove(ComponentId id) throws IOException {
        Files.deleteIfExists(file(id, METADATA));
    }
}
