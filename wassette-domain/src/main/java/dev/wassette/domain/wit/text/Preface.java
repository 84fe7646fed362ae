package dev.wassette.domain.wit.text;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What stands before an item.
///
/// @param docs the documentation, without the marks of comments; empty for none
/// @param gates in the order of the text
/// @param externalId a name that means something outside (WIT, `external-id`)
public record Preface(String docs, List<Gate> gates, Optional<String> externalId) {
    /// Nothing stands there.
    public static final Preface NONE = new Preface("", List.of(), Optional.empty());

    public Preface {
        Objects.requireNonNull(docs);
        gates = List.copyOf(gates);
        Objects.requireNonNull(externalId);
    }

    /// {@return documentation and nothing else}
    public static Preface docs(String docs) {
        return docs.isEmpty() ? NONE : new Preface(docs, List.of(), Optional.empty());
    }
}
