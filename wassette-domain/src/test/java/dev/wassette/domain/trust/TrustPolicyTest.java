package dev.wassette.domain.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustPolicyTest {

    @ParameterizedTest
    @CsvSource({
        "ghcr.io/acme/tool, ghcr.io/acme/tool, true",
        "ghcr.io/acme/tool, ghcr.io/acme/tool2, false",
        "ghcr.io/acme/tool, evil.example/ghcr.io/acme/tool, false",
        "ghcr.io/acme/*, ghcr.io/acme/tool, true",
        "ghcr.io/acme/*, ghcr.io/acme/, true",
        "ghcr.io/acme/*, ghcr.io/acme, false",
        "ghcr.io/acme/*, ghcr.io/acme/group/tool, false",
        "ghcr.io/acme/**, ghcr.io/acme/group/tool, true",
        "ghcr.io/acme/**, ghcr.io/acme-evil/tool, false",
        "*/acme/tool, ghcr.io/acme/tool, true",
        "*/acme/tool, evil/ghcr.io/acme/tool, false",
        "**/tool, a/b/c/tool, true",
        "g*r.io/*/t**, ghcr.io/acme/t/o/o/l, true",
        "**, anything at all, true",
        "ghcr?io/acme, ghcr.io/acme, false",
        "ghcr.io/acme/tool, ghcrXio/acme/tool, false"})
    void aPatternMatchesTheWholeOfAText(String pattern, String text, boolean matches) {
        assertEquals(matches, new TextPattern(pattern).matches(text));
    }

    /// With backtracking this would take longer than the universe has been there.
    @Test
    void noPatternTakesLong() {
        assertEquals(false, new TextPattern("**a".repeat(100)).matches("a".repeat(20_000) + "b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a***b", "a\nb"})
    void isNoPattern(String text) {
        assertThrows(InvalidTrust.class, () -> new TextPattern(text));
    }

    private static TrustRule rule(String from, Unsigned unsigned) {
        return new TrustRule(new TextPattern(from), List.of(), unsigned, false);
    }

    @Test
    void theFirstRuleThatCoversAPlaceCounts() {
        TrustRule narrow = rule("GHCR.io/Acme/tool", Unsigned.ALLOW);
        TrustRule wide = rule("ghcr.io/**", Unsigned.REFUSE);
        var policy = new TrustPolicy(List.of(narrow, wide), Unsigned.WARN, Optional.empty());
        assertEquals(narrow, policy.rule("ghcr.io/acme/tool"));
        assertEquals(wide, policy.rule("ghcr.io/acme/tool2"));
        assertEquals(Unsigned.WARN, policy.rule("docker.io/acme/tool").unsigned());
        assertEquals(Unsigned.WARN, policy.rule("https://acme.example/tool.wasm").unsigned());
        assertEquals(Unsigned.ALLOW, policy.rule("file:///tools/tool.wasm").unsigned());
    }

    @Test
    void anIdentityNeedsOneIssuer() {
        var subject = new TextPattern("**");
        Stream.of("", "https://*").forEach(issuer ->
                assertThrows(InvalidTrust.class, () -> new Signer.Identity(subject, issuer)));
    }

    @Test
    void policiesAreAcceptedFromSignersOnly() {
        assertThrows(InvalidTrust.class, () -> new TrustRule(new TextPattern("**"), List.of(), Unsigned.ALLOW, true));
    }
}
