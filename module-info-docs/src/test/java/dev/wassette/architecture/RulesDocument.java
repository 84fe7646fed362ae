package dev.wassette.architecture;

import java.util.List;
import java.util.StringJoiner;

/// `RULES.md`: no rule without a sentence and a reason.
final class RulesDocument {
    private RulesDocument() {}

    static String text(List<Rule> rules) {
        var text = new StringJoiner("\n", "", "\n");
        text.add("# Rules").add("");
        text.add("What the module descriptors cannot say, checked with ArchUnit on every build. Generated from");
        text.add("[`Rules.java`](src/test/java/dev/wassette/architecture/Rules.java):");
        text.add("`mvn verify -Dwassette.docs.update=true` rewrites it. Each rule is also tried on planted classes that break it.");
        for (int i = 0; i < rules.size(); i++) {
            text.add("").add(section(i + 1, rules.get(i)));
        }
        return text.toString();
    }

    private static String section(int number, Rule rule) {
        var lines = new StringJoiner("\n");
        lines.add("%d. **%s**,".formatted(number, rule.sentence()));
        lines.add("    because %s.".formatted(rule.reason()));
        rule.exemptions().forEach(exempt -> lines.add("    - Not `%s`: %s.".formatted(exempt.className(), exempt.reason())));
        return lines.toString();
    }
}
