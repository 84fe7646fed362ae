package dev.wassette.domain.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorageDecisionsTest {

    /// {@return a grant of rules such as `rw /data/**, -w /data/ro`: what is allowed, and with a minus what is denied}
    private static StorageDecisions grant(String rules) {
        return StorageDecisions.of(new StorageGrant(rules(rules, false), rules(rules, true)));
    }

    private static List<StorageRule> rules(String rules, boolean denied) {
        return Arrays.stream(rules.split(", ")).filter(rule -> rule.startsWith("-") == denied)
                .map(rule -> rule.replaceFirst("^-", "").split(" ", 2))
                .map(rule -> new StorageRule(rule[1], rule[1], access(rule[0]))).toList();
    }

    private static Set<Access> access(String letters) {
        return Stream.of(Access.values())
                .filter(each -> letters.indexOf(Character.toLowerCase(each.name().charAt(0))) >= 0)
                .collect(Collectors.toSet());
    }

    private static String letters(Set<Access> access) {
        return new TreeSet<>(access).stream().map(each -> each.name().substring(0, 1).toLowerCase())
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "rw /data/**                 | /data           | rw",
            "rw /data/**                 | /data/a         | rw",
            "rw /data/**                 | /data/a/b/c     | rw",
            "rw /data/**                 | /dat            | ''",
            "rw /data/**                 | /database       | ''",
            "rw /data/**                 | /               | ''",
            "r /data/                    | /data/a         | r",
            "r /data                     | /data           | r",
            "r /data                     | /data/a/b       | r",
            "r /data                     | /Data           | ''",
            "r /data/*                   | /data           | ''",
            "r /data/*                   | /data/a         | r",
            "r /data/*                   | /data/.hidden   | r",
            "r /data/*                   | /data/a/b       | ''",
            "r /data/*.csv               | /data/a.csv     | r",
            "r /data/*.csv               | /data/.csv      | r",
            "r /data/*.csv               | /data/a.csv.gz  | ''",
            "r /data/*.csv               | /data/a.CSV     | ''",
            "r /data/*.csv               | /data/csv       | ''",
            "r /data/a*a                 | /data/a         | ''",
            "r /data/a*a                 | /data/aa        | r",
            "r /data/*/out               | /data/x/out     | r",
            "r /data/*/out               | /data/x/out/y   | ''",
            "r /data/*/out/**            | /data/x/out/y/z | r",
            "r /data/*/out/**            | /data/x/y/out   | ''",
            "r /data/**/out              | /data/out       | r",
            "r /data/**/out              | /data/x/y/out   | r",
            "r /data/**/out              | /data/x/y       | ''",
            "r /**                       | /etc/passwd     | r",
            "r /                         | /etc/passwd     | r",
            "r /data, w /data/out        | /data/out/x     | rw",
            "r /data, w /data/out        | /data/x         | r",
            "rw /data, -rw /data/keys    | /data/keys      | ''",
            "rw /data, -rw /data/keys    | /data/keys/a/b  | ''",
            "rw /data, -rw /data/keys    | /data/keys2     | rw",
            "rw /data, -w /data/keys     | /data/keys/a    | r",
            "rw /data, -rw /data/*.key   | /data/a.key     | ''",
            "rw /data, -rw /data/*.key   | /data/a.key/b   | ''",
            "rw /data, -rw /data/*.key   | /data/b/a.key   | rw",
            "rw /data, -rw /data/**/*.key| /data/b/a.key   | ''",
            "rw /data, -rw /             | /data/a         | ''",
            "rw /data, -rw /data/secret  | /data/SECRET/a  | ''",
            "rw /data, -rw /data/secret  | /data/ſecret    | ''",
            "rw /data, -rw /data/Straße  | /data/STRASSE   | ''",
            "rw /data, -rw /data/café    | /data/café     | ''",
            "rw /data, -rw /data/.git    | /data/.g\u200cit | ''",
            "rw /data, -rw /data/file    | /data/ﬁle       | ''",
            "-rw /data                   | /data           | ''",
    })
    void decides(String rules, String path, String allowed) {
        assertEquals(allowed, letters(grant(rules).allowed(StorageDecisions.names(path))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "r /data/in/**               | /               | true",
            "r /data/in/**               | /data           | true",
            "r /data/in/**               | /data/in/x      | true",
            "r /data/in/**               | /data/out       | false",
            "r /data/*.csv               | /data/a.txt     | false",
            "r /data/*/out               | /data/any       | true",
            "r /data/*/out               | /data/any/in    | false",
            "r /data, -r /data/keys      | /data/keys      | false",
            "r /data, -r /data/keys      | /data/keys/a    | false",
            "rw /data, -r /data/keys     | /data/keys/a    | true",
            "r /data/keys/pub, -r /data/keys | /data/keys  | false",
    })
    void leads(String rules, String path, boolean somewhere) {
        assertEquals(somewhere, grant(rules).leadsSomewhere(StorageDecisions.names(path)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "rw /data/**                 | /data/a         | rw | rw",
            "rw /data/*                  | /data/a         | '' | rw",
            "r /data, w /data/a/b        | /data/a         | r  | rw",
            "rw /data, -rw /data/a/b     | /data/a         | '' | rw",
            "rw /data, -w /data/*/b      | /data/a         | r  | rw",
            "rw /data, -w /data/*/b      | /data/a/c       | rw | rw",
            "rw /data, -rw /data/a       | /data/a         | '' | ''",
    })
    void aTreeIsOnlyAsFreeAsItsParts(String rules, String path, String throughout, String somewhere) {
        assertEquals(throughout, letters(grant(rules).allowedThroughout(StorageDecisions.names(path))));
        assertEquals(somewhere, letters(grant(rules).allowedSomewhere(StorageDecisions.names(path))));
    }

    @Test
    void nothingIsAllowedByNothing() {
        StorageDecisions nothing = StorageDecisions.of(StorageGrant.nothing());
        assertEquals(Set.of(), nothing.allowed(List.of("a")));
        assertEquals(false, nothing.leadsSomewhere(List.of()));
    }

    /// As many `**` as fit do not make a decision slow.
    @Test
    void aPatternOfWildcardsIsDecidedAtOnce() {
        StorageDecisions many = grant("r " + "/**/a*".repeat(300) + "/end");
        assertEquals(Set.of(), many.allowed(StorageDecisions.names("/a".repeat(600))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "/data/in            | /data/in          | /data/in   | /data/in     | /data",
            "/data/in/           | /data/in/         | /data/in   | /data/in     | /data",
            "/data/**            | /data/**          | /data      | /data        | /",
            "/data/*.csv         | /data/*.csv       | /data      | /data        | /",
            "/data/*/out/**      | /data/*/out/**    | /data      | /data        | /",
            "/**                 | /**               | /          | /            | /",
            "/plugins/work/**    | work/**           | /plugins/work | work      | .",
            "/plugins/conf/a.yml | conf/a.yml        | /plugins/conf/a.yml | conf/a.yml | conf",
            "/plugins/a.yml      | a.yml             | /plugins/a.yml | a.yml    | .",
            "/plugins/**         | **                | /plugins   | .            | .",
    })
    void aRuleHasADirectory(String path, String guestPath, String base, String guestBase, String guestParent) {
        StorageRule rule = new StorageRule(path, guestPath, Set.of(Access.READ));
        assertEquals(StorageDecisions.names(base), rule.base());
        assertEquals(guestBase, rule.guestBase());
        assertEquals(guestParent, rule.guestParent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "data", "./data", "/data/../etc", "/data/./a", "/data/a*b*c", "/data/***", "/da\0ta"})
    void aRuleHasASanePath(String path) {
        assertThrows(IllegalArgumentException.class, () -> new StorageRule(path, path, Set.of(Access.READ)));
    }

    @Test
    void aRuleIsAboutSomething() {
        assertThrows(IllegalArgumentException.class, () -> new StorageRule("/data", "/data", Set.of()));
    }
}
