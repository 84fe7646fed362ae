package dev.wassette.domain.policy;

import java.util.List;
import java.util.function.UnaryOperator;

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

    /// {@return these rules with another list of what is allowed}
    Rules<T> allowing(UnaryOperator<List<T>> change) {
        return new Rules<>(change.apply(allow), deny);
    }

    /// {@return these rules with another list of what is denied}
    Rules<T> denying(UnaryOperator<List<T>> change) {
        return new Rules<>(allow, change.apply(deny));
    }

    /// {@return what these rules have and others have not}
    Rules<T> beyond(Rules<T> others) {
        return new Rules<>(Entries.beyond(allow, others.allow), Entries.beyond(deny, others.deny));
    }
}
