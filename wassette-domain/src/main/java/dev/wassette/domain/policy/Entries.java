package dev.wassette.domain.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Lists of entries of a policy, which stay in their order.
final class Entries {
    private Entries() {}

    static <T> List<T> and(List<T> entries, T more) {
        List<T> all = new ArrayList<>(entries);
        all.add(more);
        return all;
    }

    /// {@return the entries and one more; of a URI that is there already the accesses join}
    static List<StoragePermission> joined(List<StoragePermission> entries, StoragePermission more) {
        StoragePermission merged = entries.stream().filter(each -> each.uri().equals(more.uri()))
                .reduce(more, (all, each) -> all.and(each.access()));
        boolean isNew = entries.stream().noneMatch(each -> each.uri().equals(more.uri()));
        // Two entries of one URI become equal, and rules have each once.
        return isNew ? and(entries, merged)
                : entries.stream().map(each -> each.uri().equals(more.uri()) ? merged : each).toList();
    }

    static <T> List<T> without(List<T> entries, Predicate<T> removed) {
        return entries.stream().filter(removed.negate()).toList();
    }

    static <T> List<T> beyond(List<T> entries, List<T> others) {
        return without(entries, others::contains);
    }
}
