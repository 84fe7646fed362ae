package dev.wassette.configuration.toml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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

    private ConfigurationFile(Path file, Map<String, Optional<String>> values) {
        this.file = file;
        this.values = Map.copyOf(values);
    }

    /// Reads a file; one that does not exist says nothing.
    public static ConfigurationFile read(Path file) throws MalformedConfiguration {
        // Asked first, so that a start without a file loads no parser.
        return Files.exists(file) ? new ConfigurationFile(file, values(file, text(file))) : new ConfigurationFile(file, Map.of());
    }

    private static String text(Path file) throws MalformedConfiguration {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(ConfigurationLimits.MAX_FILE_BYTES + 1);
            if (bytes.length > ConfigurationLimits.MAX_FILE_BYTES) {
                throw new MalformedConfiguration(file + " has more than " + ConfigurationLimits.MAX_FILE_BYTES + " bytes");
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedConfiguration(file + " is not UTF-8", e);
        } catch (IOException e) {
            throw new MalformedConfiguration(file + " cannot be read: " + e, e);
        }
    }

    private static Map<String, Optional<String>> values(Path file, String text) throws MalformedConfiguration {
        Map<String, Optional<String>> values = new HashMap<>();
        try (JsonParser parser = new TomlFactory().createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = parser.currentName();
                JsonToken value = parser.nextToken();
                values.put(key, value == JsonToken.VALUE_STRING ? Optional.of(parser.getString()) : Optional.empty());
                parser.skipChildren();
            }
            return values;
        } catch (JacksonException e) {
            String line = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
            throw new MalformedConfiguration(file + line + ": " + e.getOriginalMessage(), e);
        }
    }

    /// {@return the text at a key of the top level; empty when there is no such key}
    ///
    /// @throws MalformedConfiguration when there is something else than a text
    public Optional<String> text(String key) throws MalformedConfiguration {
        Optional<String> value = values.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value.isEmpty()) {
            throw new MalformedConfiguration(file + ": '" + key + "' must be a text in quotation marks");
        }
        return value;
    }
}
