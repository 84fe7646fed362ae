package dev.wassette.storage.filesystem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Variables in a file, one `KEY=VALUE` a line, as many programs read them from `.env`: `#` begins a comment, `export` may
/// stand before the key, and a value may be in quotation marks, where `"` knows the escapes `\n`, `\r`, `\t`, `\"` and
/// `\\`. Nothing is substituted. Messages name the line and never a value, which may be a secret.
public final class EnvironmentFile {
    private static final Pattern LINE = Pattern.compile("(?:export\\s+)?([^\\s='\"#]+)\\s*=\\s*(.*)");
    private static final Pattern SINGLE = Pattern.compile("'([^']*)'\\s*(?:#.*)?");
    private static final Pattern DOUBLE = Pattern.compile("\"((?:[^\"\\\\]|\\\\[nrt\"\\\\])*+)\"\\s*(?:#.*)?");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

    private EnvironmentFile() {}

    /// {@return the variables; of two with the same key the last}
    ///
    /// @throws IOException with a sentence for the user
    public static Map<String, String> read(Path file) throws IOException {
        Map<String, String> variables = new LinkedHashMap<>();
        List<String> lines = text(file).lines().map(String::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isEmpty() && !line.startsWith("#")) {
                read(line, file + ", line " + (i + 1), variables);
            }
        }
        return variables;
    }

    private static void read(String line, String place, Map<String, String> variables) throws IOException {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches() || line.indexOf('\0') >= 0) {
            throw new IOException(place + " is not KEY=VALUE");
        }
        variables.put(parts.group(1), value(parts.group(2), place));
    }

    private static String value(String text, String place) throws IOException {
        if (!text.startsWith("'") && !text.startsWith("\"")) {
            return text.replaceFirst("(?:^|\\s+)#.*", "");
        }
        Matcher quoted = (text.startsWith("'") ? SINGLE : DOUBLE).matcher(text);
        if (!quoted.matches()) {
            throw new IOException(place + ": the value begins with a quotation mark and is no quoted text of one line");
        }
        return text.startsWith("'") ? quoted.group(1) : ESCAPE.matcher(quoted.group(1)).replaceAll(escape ->
                Matcher.quoteReplacement(switch (escape.group(1)) {
                    case "n" -> "\n";
                    case "r" -> "\r";
                    case "t" -> "\t";
                    default -> escape.group(1);
                }));
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(StorageLimits.MAX_ENVIRONMENT_BYTES + 1);
            if (bytes.length > StorageLimits.MAX_ENVIRONMENT_BYTES) {
                throw new IOException(file + " has more than " + StorageLimits.MAX_ENVIRONMENT_BYTES + " bytes");
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is not UTF-8", e);
        } catch (NoSuchFileException e) {
            throw new IOException(file + " does not exist", e);
        }
    }
}
