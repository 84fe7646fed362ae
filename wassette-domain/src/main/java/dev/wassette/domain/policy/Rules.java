package dev.wassette.domain.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// A list of what is allowed and a list of what is denied, each entry once; the second wins.
public record Rules<T extends Permission>(List<T> allow, List<T> deny) {
    public Rules {
        allow = allow.stream().distinct().toList();
        deny = deny.stream().distinct().toList();
    }

    /// {@return rules that allow nothing}
    public static <T extends Permission> Rules<T> none() {
        return new Rules<>(List.of(), List.of());
    }

    /// {@return these rules with one more allowed; the same when it is allowed already}
    Rules<T> allowing(T permission) {
        if (allow.contains(permission)) {
            return this;
        }
        List<T> more = new ArrayList<>(allow);
        more.add(permission);
        return new Rules<>(more, deny);
    }

    /// {@return these rules without what is allowed and matches}
    Rules<T> without(Predicate<T> revoked) {
        return new Rules<>(allow.stream().filter(revoked.negate()).toList(), deny);
    }
}
