package dev.wassette.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Package names below one root, as rules speak of them: `component.abi` and all packages in it. A rule reads the same
/// for the real root and for the root of the planted violations. Remembers each name, so that a test can tell a name
/// that means nothing.
final class Rooms {
    static final String ROOT = "dev.wassette";
    static final String PLANTED_ROOT = "dev.wassette.planted";

    private final String root;
    private final Set<String> exempt;
    private final SortedSet<String> named = new TreeSet<>();

    /// @param exempt full names of classes that are in no room, and with them their nested classes
    Rooms(String root, Set<String> exempt) {
        this.root = root;
        this.exempt = Set.copyOf(exempt);
    }

    /// {@return all classes in these packages, without the exempt ones}
    DescribedPredicate<JavaClass> in(String... names) {
        Stream.of(names).forEach(name -> named.add(root + "." + name));
        return DescribedPredicate.describe(
                "in " + String.join(", ", names), type -> isOurs(type) && !isExempt(type) && isInAny(type, names));
    }

    /// {@return all classes of ours that are not in these packages, without the exempt ones}
    DescribedPredicate<JavaClass> outside(String... names) {
        Stream.of(names).forEach(name -> named.add(root + "." + name));
        return DescribedPredicate.describe(
                "outside of " + String.join(", ", names),
                type -> isOurs(type) && !isExempt(type) && !isInAny(type, names));
    }

    /// {@return all classes of ours, without the exempt ones}
    DescribedPredicate<JavaClass> anywhere() {
        return DescribedPredicate.describe("anywhere", type -> isOurs(type) && !isExempt(type));
    }

    /// {@return the pattern of all packages of ours, each captured}
    String everyPackage() {
        return root + ".(**)";
    }

    /// {@return the packages that were named until now}
    SortedSet<String> named() {
        return named;
    }

    static boolean isBelow(String packageName, String ancestor) {
        return (packageName + ".").startsWith(ancestor + ".");
    }

    private boolean isOurs(JavaClass type) {
        return isBelow(type.getPackageName(), root);
    }

    private boolean isExempt(JavaClass type) {
        return exempt.contains(outermost(type.getName()));
    }

    private boolean isInAny(JavaClass type, String... names) {
        return List.of(names).stream().anyMatch(name -> isBelow(type.getPackageName(), root + "." + name));
    }

    /// {@return the name of the top-level class}
    static String outermost(String className) {
        int nested = className.indexOf('$');
        return nested < 0 ? className : className.substring(0, nested);
    }
}
