package dev.wassette.domain.policy;

import dev.wassette.domain.policy.PathPattern.Match;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What a [StorageGrant] says about a path. Pure: paths are lists of names, absolute, without `.`, `..` and symbolic
/// links; who asks has resolved them. Whatever is denied is not allowed. Immutable.
public final class StorageDecisions {
    private final List<Rule> allow;
    private final List<Rule> deny;

    private record Rule(PathPattern pattern, Set<Access> access) {}

    private StorageDecisions(List<Rule> allow, List<Rule> deny) {
        this.allow = allow;
        this.deny = deny;
    }

    public static StorageDecisions of(StorageGrant grant) {
        return new StorageDecisions(
                grant.allow().stream().map(rule -> new Rule(PathPattern.allowed(rule.names()), rule.access())).toList(),
                grant.deny().stream().map(rule -> new Rule(PathPattern.denied(rule.names()), rule.access())).toList());
    }

    /// {@return the names of an absolute path, such as `a` and `b` for `/a//b/`}
    public static List<String> names(String path) {
        return Arrays.stream(path.split("/")).filter(name -> !name.isEmpty()).toList();
    }

    /// {@return what may be done with the file or directory of this path}
    public Set<Access> allowed(List<String> path) {
        Set<Access> allowed = union(allow, path, Reach.HERE);
        allowed.removeAll(denied(path));
        return allowed;
    }

    /// {@return what is denied of the file or directory of this path}
    private Set<Access> denied(List<String> path) {
        return deny.isEmpty() ? Set.of() : union(deny, PathPattern.folded(path), Reach.HERE);
    }

    /// What of a path a pattern has to match.
    private enum Reach {
        HERE, SOMEWHERE, THROUGHOUT;

        boolean includes(Match match) {
            return switch (this) {
                case HERE -> match == Match.PATH || match == Match.TREE;
                case SOMEWHERE -> match != Match.NONE;
                case THROUGHOUT -> match == Match.TREE;
            };
        }
    }

    private static Set<Access> union(List<Rule> rules, List<String> path, Reach reach) {
        Set<Access> all = EnumSet.noneOf(Access.class);
        for (Rule rule : rules) {
            if (!all.containsAll(rule.access()) && reach.includes(rule.pattern().match(path))) {
                all.addAll(rule.access());
            }
        }
        return all;
    }

    /// {@return whether something is allowed here or perhaps below: a directory of this path may be passed through}
    public boolean leadsSomewhere(List<String> path) {
        return !allowedSomewhere(path).isEmpty();
    }

    /// {@return what may be done with this path and everything below it, and everywhere the same: what a directory may
    /// take with it when it moves}
    public Set<Access> allowedThroughout(List<String> path) {
        Set<Access> allowed = union(allow, path, Reach.THROUGHOUT);
        allowed.removeAll(union(deny, PathPattern.folded(path), Reach.SOMEWHERE));
        return allowed;
    }

    /// {@return what may be done with some file at or below this path}
    public Set<Access> allowedSomewhere(List<String> path) {
        Set<Access> allowed = union(allow, path, Reach.SOMEWHERE);
        allowed.removeAll(denied(path));
        return allowed;
    }
}
