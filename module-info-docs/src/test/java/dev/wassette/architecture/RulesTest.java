package dev.wassette.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS) // the classes are read once
class RulesTest {
    /// Well below what there is: a rule over an import that lost most classes would pass in silence.
    private static final int FEWEST_CLASSES = 400;

    private final JavaClasses shipped = new ClassFileImporter().importPaths(Reactor.shippedClasses());
    private final JavaClasses planted = new ClassFileImporter().importPath(Reactor.plantedClasses());
    private final List<Rule> rules = Rules.all();

    @TestFactory
    Stream<DynamicTest> everyRuleHolds() {
        return rules.stream().map(rule -> dynamicTest(
                rule.sentence(), () -> rule.in(new Rooms(Rooms.ROOT, rule.exemptNames())).check(shipped)));
    }

    @TestFactory
    Stream<DynamicTest> everyRuleReportsItsPlantedViolationsAndNoOthers() {
        return rules.stream().map(rule -> dynamicTest(rule.sentence(), () -> {
            assertTrue(!rule.planted().isEmpty(), "no violation is planted");
            assertEquals(names(rule.planted()), offenders(rule, new Rooms(Rooms.PLANTED_ROOT, Set.of()), planted));
        }));
    }

    @TestFactory
    Stream<DynamicTest> everyExemptionIsNeeded() {
        return rules.stream().map(rule -> dynamicTest(rule.sentence(), () -> {
            var offenders = offenders(rule, new Rooms(Rooms.ROOT, Set.of()), shipped);
            assertEquals(new TreeSet<>(rule.exemptNames()), offenders);
        }));
    }

    @TestFactory
    Stream<DynamicTest> everyPackageNamedHasClasses() {
        return rules.stream().flatMap(rule -> namedPackages(rule).stream()
                .map(name -> dynamicTest(name, () -> assertTrue(
                        shipped.stream().anyMatch(type -> Rooms.isBelow(type.getPackageName(), name)),
                        () -> "named in \"" + rule.sentence() + "\" and empty"))));
    }

    /// A mistyped library would be owned in silence.
    @TestFactory
    Stream<DynamicTest> everyOwnerUsesItsLibrary() {
        return Rules.OWNERS.entrySet().stream().map(owned -> dynamicTest(owned.getKey(), () -> assertTrue(shipped.stream()
                .filter(type -> Rooms.isBelow(type.getPackageName(), Rooms.ROOT + "." + owned.getValue()))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .anyMatch(use -> Rooms.isBelow(use.getTargetClass().getPackageName(), owned.getKey())))));
    }

    @Test
    void enoughClassesAreSeen() {
        assertTrue(shipped.size() > FEWEST_CLASSES, () -> "only " + shipped.size());
    }

    @Test
    void everyPlantedClassBreaksARule() {
        Set<String> used = rules.stream().flatMap(rule -> names(rule.planted()).stream()).collect(Collectors.toSet());
        Set<String> all = planted.stream().map(type -> Rooms.outermost(type.getName())).collect(Collectors.toSet());
        assertEquals(new TreeSet<>(all), new TreeSet<>(used));
    }

    @Test
    void theDocumentIsUpToDate() throws IOException {
        GeneratedDocument.assertUpToDate("RULES.md", RulesDocument.text(rules));
    }

    private static Set<String> namedPackages(Rule rule) {
        var rooms = new Rooms(Rooms.ROOT, Set.of());
        rule.in(rooms);
        return rooms.named();
    }

    /// {@return the top-level classes that break the rule}
    private static TreeSet<String> offenders(Rule rule, Rooms rooms, JavaClasses classes) {
        List<String> report = rule.in(rooms).evaluate(classes).getFailureReport().getDetails().stream()
                .flatMap(String::lines)
                .toList();
        return classes.stream()
                .filter(type -> report.stream().anyMatch(line -> isAbout(line, type.getName())))
                .map(type -> Rooms.outermost(type.getName()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// A line of a report begins with what breaks the rule: `Class <a.B> depends on ...`, `Method <a.B.c()> calls ...`.
    private static boolean isAbout(String line, String className) {
        return line.matches("\\W*(\\w+ <)?" + Pattern.quote(className) + "\\b(?!\\$).*");
    }

    private static TreeSet<String> names(List<Class<?>> types) {
        return types.stream().map(Class::getName).collect(Collectors.toCollection(TreeSet::new));
    }
}
