package dev.wassette.loader.file;

import dev.wassette.application.port.out.ComponentCatalogs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Lists of published components in files. Each search reads them anew, so a change is seen at once.
public final class FileCatalogs implements ComponentCatalogs {
    private static final String SCHEME = "file://";

    private final Supplier<Map<String, String>> places;

    /// @param places absolute paths, or URIs of files, by the names that the user gave them; asked at each search
    public FileCatalogs(Supplier<Map<String, String>> places) {
        this.places = Objects.requireNonNull(places);
    }

    @Override
    public List<Catalog> current() {
        return new TreeMap<>(places.get()).entrySet().stream().map(each -> read(each.getKey(), each.getValue())).toList();
    }

    private static Catalog read(String name, String place) {
        String file = place.startsWith(SCHEME) ? place.substring(SCHEME.length()) : place;
        try {
            Path path = Path.of(file);
            if (file.contains("://") || !path.isAbsolute()) {
                return new Unreachable(name, "'" + place + "' is no absolute path of a file");
            }
            return read(name, path);
        } catch (InvalidPathException e) {
            return new Unreachable(name, "'" + place + "' is no path: " + e.getReason());
        }
    }

    private static Catalog read(String name, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LoaderLimits.MAX_CATALOG_BYTES + 1);
            return bytes.length > LoaderLimits.MAX_CATALOG_BYTES
                    ? new Unreachable(name, file + " has more than " + LoaderLimits.MAX_CATALOG_BYTES + " bytes")
                    : new Text(name, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException _) {
            return new Unreachable(name, file + " is not UTF-8");
        } catch (IOException e) {
            return new Unreachable(name, file + " cannot be read: " + e);
        }
    }
}
