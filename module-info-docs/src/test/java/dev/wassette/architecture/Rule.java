package dev.wassette.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A rule of the architecture with what proves that it bites.
///
/// @param sentence what holds
/// @param reason what would go wrong otherwise
/// @param exemptions classes the rule does not bind
/// @param law the rule over the packages below a root
/// @param planted classes in the tests that break the rule: it must report exactly these of all planted ones
record Rule(String sentence, String reason, List<Exemption> exemptions, Function<Rooms, ArchRule> law, List<Class<?>> planted) {

    /// @param className the full name of a top-level class
    record Exemption(String className, String reason) {}

    Rule {
        exemptions = List.copyOf(exemptions);
        planted = List.copyOf(planted);
    }

    Set<String> exemptNames() {
        return exemptions.stream().map(Exemption::className).collect(Collectors.toSet());
    }

    ArchRule in(Rooms rooms) {
        return law.apply(rooms).as(sentence).because(reason).allowEmptyShould(true);
    }
}
