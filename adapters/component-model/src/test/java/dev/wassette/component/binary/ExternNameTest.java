package dev.wassette.component.binary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExternNameTest {

    @Test
    void takesNamesApart() throws Exception {
        assertEquals(new ExternName.Plain("get-HTTP-2"), ExternName.ofExport("get-HTTP-2"));
        assertEquals(new ExternName.Constructor("file"), ExternName.ofExport("[constructor]file"));
        assertEquals(new ExternName.Method("file", "read-all"), ExternName.ofExport("[method]file.read-all"));
        assertEquals(new ExternName.Static("file", "open"), ExternName.ofExport("[static]file.open"));
        assertEquals(new ExternName.Interface("wasi:io", "streams", Optional.of("0.2.3")),
                ExternName.ofExport("wasi:io/streams@0.2.3"));
        assertEquals("wasi:io/streams", new ExternName.Interface("wasi:io", "streams", Optional.empty()).unversioned());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "a", "A", "a1", "A1-2b-C3", "a:b/c", "a-1:b-c/D@1.0.0", "a:b/c@0.0.0-rc.1+build.01", "a:b/c@1.2.3-0a",
        "unlocked-dep=<a:b>", "unlocked-dep=<a:b@*>", "unlocked-dep=<a:b@{>=1.0.0}>",
        "unlocked-dep=<a:b@{<2.0.0-rc.1}>", "unlocked-dep=<a:b@{>=1.2.3 <2.0.0}>",
        "locked-dep=<a:b>", "locked-dep=<a:b@1.2.3>", "locked-dep=<a:b@1.2.3>,integrity=<sha256-YQ==>",
        "url=<https://example.com/a.wasm>", "url=<>,integrity=<sha512-YQ>",
        "integrity=<sha256-YQ==>", "integrity=< sha256-YQ==?x  sha384-YWJj >"
    })
    void acceptsNamesOfImports(String name) throws Exception {
        ExternName.ofImport(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "-a", "a-", "a--b", "aB", "Ab", "1a", "ä", "a b", "a.b", "a/b", "[method]a", "[method]a.b.c", "[async]a",
        "[a", "a:b", "a:b/", ":b/c", "a:b/c/d", "a:b:c/d", "A:b/c", "a:B/c", "a:b/c@", "a:b/c@1", "a:b/c@1.2",
        "a:b/c@01.2.3", "a:b/c@1.2.3-", "a:b/c@1.2.3-01", "a:b/c@1.2.3+", "a:b/c@1.2.3@4.5.6",
        "unlocked-dep=<>", "unlocked-dep=<a:b@1.0.0>", "unlocked-dep=<a:b@{}>", "locked-dep=<a:b@*>",
        "locked-dep=<a:b>,url=<x>", "url=<a<b>", "integrity=<>", "integrity=<md5-YQ==>"
    })
    void refusesOtherText(String name) {
        assertThrows(ExternName.BadName.class, () -> ExternName.ofImport(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"url=<x>", "integrity=<sha256-YQ==>", "locked-dep=<a:b>"})
    void refusesDependenciesAsExports(String name) {
        assertThrows(ExternName.BadName.class, () -> ExternName.ofExport(name));
    }

    @ParameterizedTest
    @CsvSource({
        "a, A, true", "foo-BAR, FOO-bar, true", "a, [constructor]a, false", "[method]a.b, [static]A.B, true",
        "a, [method]a.a, true", "a, [method]a.b, false", "a:b/c@1.0.0, a:b/c@1.0.1, false", "a:b/c, a:b/C, true"
    })
    void knowsWhichNamesAreTooClose(String one, String other, boolean tooClose) throws Exception {
        String key = ExternName.ofExport(one).uniqueKey();
        if (tooClose) {
            assertEquals(key, ExternName.ofExport(other).uniqueKey());
        } else {
            assertNotEquals(key, ExternName.ofExport(other).uniqueKey());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a-", "a1", "1.", "[", "a:b/c@1.0.0-", "a:b/c@1.0.0-0.", "url=<", "integrity=<sha256-a "})
    void longNamesTakeLinearTimeAndNoStack(String part) {
        String name = part.repeat(1_000_000 / part.length());
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            try {
                ExternName.ofImport(name);
                ExternName.ofImport("url=<" + name + ">");
            } catch (ExternName.BadName e) {
                // a name or no name: what matters is that the answer comes
            }
            assertThrows(ExternName.BadName.class, () -> ExternName.ofImport("a:b/c@1.0.0-" + name + "!"));
        });
    }
}
