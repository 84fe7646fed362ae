package dev.wassette.component.abi;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/// Finds `borrow`s inside a type: calls without any need no bookkeeping for them.
final class Borrows {
    private final Set<Layout> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private Borrows() {}

    /// {@return whether the type is or contains a `borrow`}
    static boolean in(Layout layout) {
        return new Borrows().find(layout);
    }

    private boolean find(Layout layout) {
        if (layout == null || !seen.add(layout)) {
            return false;
        }
        return switch (layout) {
            case Layout.Scalar _, Layout.Text _, Layout.Flags _ -> false;
            case Layout.ListOf list -> find(list.element);
            case Layout.Record record -> findAny(record.fields);
            case Layout.Variant variant -> findAny(variant.payloads);
            case Layout.Handle handle -> !handle.own;
        };
    }

    private boolean findAny(Layout[] layouts) {
        for (Layout layout : layouts) {
            if (find(layout)) {
                return true;
            }
        }
        return false;
    }
}
