package dev.wassette.application.service;

import dev.wassette.domain.wit.Signature;
import dev.wassette.domain.wit.WitType.Field;
import dev.wassette.domain.wit.WitType.TupleType;
import java.util.List;
import java.util.stream.IntStream;

/// What becomes an object in JSON although WIT does not call it a record. The schema and both directions of the
/// mapping share it, so they agree.
final class JsonShape {

    private JsonShape() {}

    /// {@return the members of the arguments object}
    static List<Field> fields(Signature signature) {
        return signature.parameters().stream().map(parameter -> new Field(parameter.name(), parameter.type())).toList();
    }

    /// {@return `val0`, `val1` and so on (contract M2)}
    static List<Field> fields(TupleType tuple) {
        return IntStream.range(0, tuple.elements().size())
                .mapToObj(i -> new Field("val" + i, tuple.elements().get(i)))
                .toList();
    }
}
