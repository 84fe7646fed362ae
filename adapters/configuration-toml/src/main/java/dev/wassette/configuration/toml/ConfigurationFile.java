package dev.wassette.configuration.toml;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.toml.TomlFactory;

/// `config.toml` (contract J), in TOML 1.0. Keys that nobody asks for are passed over; a date counts as text. Immutable.
public final class ConfigurationFile {
    private final Path file;
    /// The values of the top level; empty for what is no text.
    private final Map<String, Optional<String>> values;
    /// The values of each table of the top level; empty for what is no text.
    private final Map<String, Map<String, Optional<String>>> tables;

    private ConfigurationFile(Path file, Map<String, Optional<String>> values,
            Map<String, Map<String, Optional<String>>> tables) {
        this.file = file;
        this.values = Map.copyOf(values);
        this.tables = Map.copyOf(tables);
    }

    /// Reads a file; one that does not exist says nothing.
    public static ConfigurationFile read(Path file) throws MalformedConfiguration {
        // Asked first, so that a start without a file loads no parser.
        return Files.exists(file) ? parse(file, SmallFile.text(file, ConfigurationLimits.MAX_FILE_BYTES)) : new ConfigurationFile(file, Map.of(), Map.of());
    }

    private static ConfigurationFile parse(Path file, String text) throws MalformedConfiguration {
        Map<String, Map<String, Optional<String>>> tables = new HashMap<>();
        try (JsonParser parser = new TomlFactory().createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            Map<String, Optional<String>> values = new HashMap<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = parser.currentName();
                if (parser.nextToken() == JsonToken.START_OBJECT) {
                    tables.put(key, table(parser));
                }
                // Where there was a table, the parser stands at its end, which is no text.
                values.put(key, value(parser));
            }
            return new ConfigurationFile(file, values, tables);
        } catch (JacksonException e) {
            String line = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
            throw new MalformedConfiguration(file + line + ": " + e.getOriginalMessage(), e);
        }
    }

    private static Map<String, Optional<String>> table(JsonParser parser) {
        Map<String, Optional<String>> values = new HashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            values.put(key, value(parser));
        }
        return values;
    }

    /// {@return the text that the parser stands at, which ends behind it; empty for what is no text}
    private static Optional<String> value(JsonParser parser) {
        Optional<String> text = parser.currentToken() == JsonToken.VALUE_STRING
                ? Optional.of(parser.getString()) : Optional.empty();
        parser.skipChildren();
        return text;
    }

    /// {@return the keys of the top level, in the order of their names}
    public Set<String> keys() {
        return new TreeSet<>(values.keySet());
    }

    /// {@return the text at a key of the top level; empty when there is no such key}
    ///
    /// @throws MalformedConfiguration when there is something else than a text
    public Optional<String> text(String key) throws MalformedConfiguration {
        Optional<String> value = values.get(key);
        return value == null ? Optional.empty() : Optional.of(text("'" + key + "'", value));
    }

    private String text(String name, Optional<String> value) throws MalformedConfiguration {
        if (value.isEmpty()) {
            throw new MalformedConfiguration(file + ": " + name + " must be a text in quotation marks");
        }
        return value.get();
    }

    /// {@return the texts of a table of the top level; none when there is no such table}
    ///
    /// @throws MalformedConfiguration when there is something else than a table, or something else than a text in it
    public Map<String, String> texts(String table) throws MalformedConfiguration {
        if (values.containsKey(table) && !tables.containsKey(table)) {
            throw new MalformedConfiguration(file + ": '" + table + "' must be a table");
        }
        Map<String, String> texts = new HashMap<>();
        for (Map.Entry<String, Optional<String>> entry : tables.getOrDefault(table, Map.of()).entrySet()) {
            texts.put(entry.getKey(), text("'" + entry.getKey() + "' in [" + table + "]", entry.getValue()));
        }
        return texts;
    }
}
