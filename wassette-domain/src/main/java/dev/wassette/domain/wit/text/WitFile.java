package dev.wassette.domain.wit.text;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A file in WIT (WIT, `wit-file`).
///
/// @param docs of the package; empty for none
/// @param declaration of the package; a file may leave it to another one of the same folder
public record WitFile(String docs, Optional<PackageName> declaration, List<TopLevel> items) {
    public WitFile {
        Objects.requireNonNull(docs);
        Objects.requireNonNull(declaration);
        items = List.copyOf(items);
    }
}
