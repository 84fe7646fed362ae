package dev.wassette.component.testkit.suite;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// One command of a file of the suite.
///
/// @param folder of the file; the names of binaries are relative to it
/// @param json the whole command
record SuiteCommand(Path folder, JsonNode json) {

    String type() {
        return json.get("type").stringValue();
    }

    int line() {
        return json.get("line").intValue();
    }

    /// {@return whether the command needs nothing beyond the synchronous Component Model}
    boolean isCore() {
        return json.get("class").stringValue().equals("core");
    }

    /// {@return the names of the features that the command needs}
    Set<String> features() {
        Set<String> features = new TreeSet<>();
        JsonNode names = json.get("features");
        if (names != null) {
            names.forEach(name -> features.add(name.stringValue()));
        }
        return features;
    }

    /// {@return a member that is text; empty where it is absent or null}
    Optional<String> text(String member) {
        JsonNode value = json.get(member);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value.stringValue());
    }

    /// {@return the binary that the command names; empty when it acts on something that is there already}
    Optional<Path> binary() {
        return text("filename").map(folder::resolve);
    }

    String displayName() {
        return line() + " " + type() + binary().map(path -> " " + path.getFileName()).orElse("");
    }
}
