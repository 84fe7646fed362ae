package dev.wassette.loader.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.port.out.ComponentCatalogs.Catalog;
import dev.wassette.application.port.out.ComponentCatalogs.Text;
import dev.wassette.application.port.out.ComponentCatalogs.Unreachable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCatalogsTest {
    @TempDir
    Path folder;

    @Test
    void readsEachFileAndSaysWhatIsWrongWithOthers() throws IOException {
        Path good = folder.resolve("good.json");
        Files.writeString(good, "[]");
        Files.write(folder.resolve("large"), new byte[LoaderLimits.MAX_CATALOG_BYTES + 1]);
        Files.write(folder.resolve("odd"), new byte[] {(byte) 0xff});
        List<Catalog> all = new FileCatalogs(() -> Map.of("a", good.toString(), "b", "file://" + good, "c", "good.json",
                "d", folder.resolve("none").toString(), "e", folder.resolve("large").toString(),
                "f", folder.resolve("odd").toString(), "g", "ftp://x")).current();
        assertEquals(List.of(new Text("a", "[]"), new Text("b", "[]")), all.subList(0, 2));
        List<String> reasons = all.subList(2, 7).stream().map(each -> assertInstanceOf(Unreachable.class, each).reason()).toList();
        assertTrue(reasons.get(0).endsWith("is no absolute path of a file"), reasons.get(0));
        assertTrue(reasons.get(1).contains("cannot be read"), reasons.get(1));
        assertTrue(reasons.get(2).contains("more than"), reasons.get(2));
        assertTrue(reasons.get(3).contains("not UTF-8"), reasons.get(3));
        assertTrue(reasons.get(4).endsWith("is no absolute path of a file"), reasons.get(4));
    }
}
