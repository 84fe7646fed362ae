package dev.wassette.application.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.service.PackageDocs.Unreadable;
import dev.wassette.domain.wit.FunctionName;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Contract E.
class PackageDocsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            {"worlds":{"w":{"func_exports":{"f":{"docs":"Does f."}}}}}          | -               | f | Does f.
            {"worlds":{"w":{"func_exports":{"f":"Does f."}}}}                   | -               | f | Does f.
            {"worlds":{"w":{"funcs":{"f":"Does f."}}}}                          | -               | f | Does f.
            {"worlds":{"w":{"funcs":{"f":"In."},"func_exports":{"f":"Out."}}}}  | -               | f | Out.
            {"worlds":{"z":{"func_exports":{"f":"Z."}},"a":{"func_exports":{"f":"A."}}}} | -      | f | A.
            {"worlds":{"a":{"funcs":{"f":"A."}},"z":{"func_exports":{"f":"Z."}}}} | -             | f | Z.
            {"worlds":{"a":{"docs":"World."},"z":{"func_exports":{"f":"Z."}}}}  | -               | f | Z.
            {"worlds":{"w":{"func_exports":{"f":{"stability":{}}}}}}            | -               | f | -
            {"worlds":{"w":{"func_exports":{"f":" \\n "}}}}                     | -               | f | -
            {"worlds":{"w":{"func_exports":{"f":" a\\n\\nb\\n"}}}}              | -               | f | `a\n\nb`
            {"worlds":{"w":{"func_exports":{"f":5}}}}                           | -               | f | -
            {"worlds":5}                                                        | -               | f | -
            {"interfaces":{"api":{"funcs":{"f":{"docs":"Does f."}}}}}           | a:b/api         | f | Does f.
            {"interfaces":{"api":{"funcs":{"f":"Does f."}}}}                    | a:b/api@1.0.0   | f | Does f.
            {"interfaces":{"api":{"funcs":{"f":"Does f."}}}}                    | a:b/other       | f | -
            {"interfaces":{"api":{"funcs":{"f":"Does f."}}}}                    | -               | f | -
            {"package":"a:b@1.0.0","interfaces":{"api":{"funcs":{"f":"F."}}}}   | a:b/api@1.0.0   | f | F.
            {"package":"c:d","interfaces":{"api":{"funcs":{"f":"F."}}}}         | a:b/api@1.0.0   | f | -
            {"interfaces":{"api":{"funcs":{"[static]r.f":"F."}}}}               | a:b/api         | [static]r.f | F.
            {"worlds":{"w":{"interface_exports":{"api":{"funcs":{"f":"F."}}}}}} | api             | f | F.
            {"worlds":{"w":{"interfaces":{"api":{"funcs":{"f":"F."}}}}}}        | api             | f | F.
            {"interfaces":{"api":{"funcs":{"f":"F."}}}}                         | api             | f | -
            """)
    void findsTheFunction(String json, String interfaceName, String function, String docs) throws Unreadable {
        String expected = docs == null ? null : docs.replace("\\n", "\n");
        assertEquals(Optional.ofNullable(expected),
                PackageDocs.read(section(json)).of(new FunctionName(Optional.ofNullable(interfaceName), function)));
    }

    @Test
    void saysWhatItCannotRead() {
        assertUnreadable("it has 0 bytes, expected 1 to 1048576", new byte[0]);
        assertUnreadable("it has 1048577 bytes, expected 1 to 1048576", new byte[ServiceLimits.MAX_DOCS_SIZE + 1]);
        assertUnreadable("expected a value instead of the end at character 0", section(""));
        assertUnreadable("expected a JSON object", section("[]"));
        assertUnreadable("it is not UTF-8", new byte[] {0, '"', (byte) 0xC3, '"'});
    }

    private static void assertUnreadable(String problem, byte[] payload) {
        assertEquals(problem, assertThrows(Unreadable.class, () -> PackageDocs.read(payload)).getMessage());
    }

    @Test
    void longDocumentationIsCutAndBrokenTextRepaired() throws Unreadable {
        String longText = "x".repeat(10_000);
        String cut = docs(longText);
        assertEquals(ServiceLimits.MAX_DESCRIPTION_LENGTH, cut.length());
        assertTrue(cut.endsWith("x..."), cut);
        assertEquals("a\uFFFDb", docs("a\\ud800b"));
        String pairAtTheCut = "x".repeat(ServiceLimits.MAX_DESCRIPTION_LENGTH - 4) + "\\ud83d\\ude00 and more";
        assertEquals(-1, Surrogates.firstUnpaired(docs(pairAtTheCut)));
    }

    private static String docs(String text) throws Unreadable {
        return PackageDocs.read(section("{\"worlds\":{\"w\":{\"func_exports\":{\"f\":\"" + text + "\"}}}}"))
                .of(Types.function("f"))
                .orElseThrow();
    }

    static byte[] section(String json) {
        var section = new ByteArrayOutputStream();
        section.write(1);
        section.writeBytes(json.getBytes(StandardCharsets.UTF_8));
        return section.toByteArray();
    }
}
