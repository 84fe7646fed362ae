package dev.wassette.loader.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OciReferenceTest {
    private static final String HEX = "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            oci://ghcr.io/microsoft/time-server-js:latest | oci://ghcr.io/microsoft/time-server-js:latest
            ghcr.io/a/b                                   | oci://ghcr.io/a/b:latest
            GHCR.io/a/b:V1.0                              | oci://ghcr.io/a/b:V1.0
            hello                                         | oci://docker.io/library/hello:latest
            me/hello:1                                    | oci://docker.io/me/hello:1
            index.docker.io/hello                         | oci://docker.io/library/hello:latest
            localhost/a                                   | oci://localhost/a:latest
            localhost:5000/a/b/c_d__e-f.g:x               | oci://localhost:5000/a/b/c_d__e-f.g:x
            [::1]:5000/a                                  | oci://[::1]:5000/a:latest
            a.b/c@sha256:HEX                              | oci://a.b/c@sha256:HEX
            a.b/c:1@sha256:HEX                            | oci://a.b/c:1@sha256:HEX
            """)
    void isReadAsDockerDoes(String text, String whole) throws OciReference.Malformed {
        assertEquals(whole.replace("HEX", HEX), OciReference.parse(text.replace("HEX", HEX)).toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ghcr.io/                | is no repository
            ghcr.io/A/b             | is no repository
            ghcr.io/a//b            | is no repository
            ghcr.io/../b            | is no repository
            ghcr.io/a/b:            | is no tag
            ghcr.io/a/b:.x          | is no tag
            ghcr.io/a/b:a b         | is no tag
            ghcr.io/a@sha512:abc    | only digests that begin with 'sha256:'
            ghcr.io/a@sha256:abc    | has not 64 lower-case hexadecimal digits
            gh_cr.io/a              | is no host
            me@host.io/a            | only digests
            """)
    void saysWhatIsWrong(String text, String part) {
        String message = assertThrows(OciReference.Malformed.class, () -> OciReference.parse("oci://" + text)).getMessage();
        assertTrue(message.startsWith("Failed to parse OCI reference") && message.contains(part), message);
    }

    @Test
    void isBounded() {
        assertThrows(OciReference.Malformed.class, () -> OciReference.parse("ghcr.io/" + "a/".repeat(1_000) + "a"));
        assertThrows(OciReference.Malformed.class, () -> OciReference.parse("ghcr.io/" + "a".repeat(256)));
    }

    @ParameterizedTest
    @CsvSource({
        "ghcr.io/a/b, true", "ghcr.io/a/b:1, true", "localhost:5000/a, true", "localhost/a, true",
        "a/b, false", "a, false", "./a.b/c, false", "../a, false", "/a.b/c, false", "a.b/c.wasm, false", "file://a.b/c, false",
        "a.b/C, false", "~/a.b, false", "C:/a, false", "my.folder/tool.wasm, false",
    })
    void aTextWithoutASchemeLooksLikeOneOrNot(String text, boolean looks) {
        assertEquals(looks, OciReference.looksLikeOne(text));
    }
}
