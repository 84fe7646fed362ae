package dev.wassette.configuration.toml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.domain.trust.Signer;
import dev.wassette.domain.trust.TextPattern;
import dev.wassette.domain.trust.TrustPolicy;
import dev.wassette.domain.trust.TrustRule;
import dev.wassette.domain.trust.Unsigned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustFileTest {
    @TempDir
    Path folder;

    private TrustFile file(boolean mustExist) {
        return new TrustFile(folder.resolve("trust.toml"), mustExist,
                key -> key.pem().equals("good") ? Optional.empty() : Optional.of(key.name() + " is no key"),
                root -> root.equals("{}") ? Optional.empty() : Optional.of("no root"));
    }

    private TrustPolicy policy(String text) throws IOException {
        Files.writeString(folder.resolve("trust.toml"), text);
        return file(true).current();
    }

    @BeforeEach
    void writesKeys() throws IOException {
        Files.writeString(folder.resolve("acme.pub"), "good");
        Files.writeString(folder.resolve("bad.pub"), "bad");
        Files.writeString(folder.resolve("root.json"), "{}");
    }

    @Test
    void readsAllThatARuleCanSay() throws IOException {
        TrustPolicy policy = policy("""
                unsigned = "refuse"
                trusted_root = "root.json"

                [[rule]]
                from = "ghcr.io/acme/**"
                keys = ["acme.pub"]
                identities = [{ subject = "https://github.com/acme/*", issuer = "https://token.example" }]
                accept_policy = true

                [[rule]]
                from = "localhost:5000/**"
                unsigned = "allow"
                """);
        assertEquals(new TrustPolicy(List.of(
                new TrustRule(new TextPattern("ghcr.io/acme/**"), List.of(new Signer.Key("acme.pub", "good"),
                        new Signer.Identity(new TextPattern("https://github.com/acme/*"), "https://token.example")),
                        Unsigned.REFUSE, true),
                new TrustRule(new TextPattern("localhost:5000/**"), List.of(), Unsigned.ALLOW, false)),
                Unsigned.REFUSE, Optional.of("{}")), policy);
    }

    @Test
    void saysNothingWithoutAFile() throws IOException {
        assertEquals(TrustPolicy.usual(), file(false).current());
    }

    @Test
    void missesAFileThatWasNamed() {
        assertTrue(assertThrows(IOException.class, () -> file(true).current()).getMessage().contains("cannot be read"));
    }

    @Test
    void seesAChangeAtOnce() throws IOException {
        assertEquals(Unsigned.WARN, policy("").unsigned());
        assertEquals(Unsigned.ALLOW, policy("unsigned = 'allow'").unsigned());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            unsined = 'warn'                                        | 'unsined' means nothing; there are unsigned, trusted_root, rule
            unsigned = 'never'                                      | 'unsigned' must be 'allow', 'warn' or 'refuse'
            unsigned = true                                         | 'unsigned' must be a text in quotation marks
            rule = 'a'                                              | 'rule' must be a list
            rule = ['a']                                            | 'rule[0]' must be a table
            [[rule]]                                                | 'rule[0]' says nothing: it needs 'keys', 'identities' or 'unsigned'
            rule = [{unsigned='warn'}]                              | 'rule[0].from' must be a text in quotation marks
            rule = [{from='a***',unsigned='warn'}]                  | 'rule[0]' is not valid: Too many wildcards in: a***
            rule = [{from='**',keyz=['acme.pub']}]                  | 'rule[0].keyz' means nothing; there are from, unsigned
            rule = [{from='**',keys='acme.pub'}]                    | 'rule[0].keys' must be a list
            rule = [{from='**',keys=[1]}]                           | 'rule[0].keys[0]' must be a text in quotation marks: the name of a file
            rule = [{from='**',keys=['acme.pub','none.pub']}]       | 'rule[0].keys[1]' cannot be used:
            rule = [{from='**',keys=['bad.pub']}]                   | 'rule[0].keys[0]' cannot be used: bad.pub is no key
            rule = [{from='**',identities=[{subject='a'}]}]         | 'rule[0].identities[0].issuer' must be a text in quotation marks
            rule = [{from='**',identities=[{subject='a',issuer='*'}]}] | 'rule[0].identities[0]' is not valid: An identity needs an 'issuer'
            rule = [{from='**',unsigned='warn',accept_policy=true}] | 'rule[0]' is not valid: A rule that accepts policies needs 'keys'
            rule = [{from='**',unsigned='warn',accept_policy='yes'}] | 'rule[0].accept_policy' must be true or false
            trusted_root = 'acme.pub'                               | 'trusted_root' cannot be used: no root
            trusted_root = 'none.json'                              | 'trusted_root' cannot be used:
            [[rule                                                  | line 1
            """)
    void saysWhereItIsWrong(String text, String complaint) {
        String message = assertThrows(IOException.class, () -> policy(text)).getMessage();
        assertTrue(message.startsWith(folder.resolve("trust.toml").toString()) && message.contains(complaint.strip()), message);
    }
}
