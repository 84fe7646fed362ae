package dev.wassette.signature.sigstore;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// The values within a value of DER, taken in their order.
final class DerParts {
    private final Iterator<Der> rest;
    private final String what;
    private Optional<Der> next = Optional.empty();

    private DerParts(List<Der> values, String what) {
        this.rest = values.iterator();
        this.what = what;
        advance();
    }

    /// @param what for complaints
    static DerParts of(Der whole, String what) throws Unverified {
        return new DerParts(whole.children(what), what);
    }

    private void advance() {
        next = rest.hasNext() ? Optional.of(rest.next()) : Optional.empty();
    }

    /// {@return the next value if it has this tag; else it stays}
    Optional<Der> find(int tag) {
        Optional<Der> found = next.filter(value -> value.tag() == tag);
        if (found.isPresent()) {
            advance();
        }
        return found;
    }

    /// {@return the next value, which must have this tag}
    Der next(int tag) throws Unverified {
        Optional<Der> found = find(tag);
        if (found.isEmpty()) {
            throw new Unverified(what + " is not of the form that it should have");
        }
        return found.get();
    }

    /// {@return the next value, of any tag, if there is one}
    Optional<Der> take() {
        Optional<Der> found = next;
        advance();
        return found;
    }
}
