package dev.wassette.application.service;

import dev.wassette.domain.wit.Signature;
import dev.wassette.domain.wit.WitType;
import dev.wassette.domain.wit.WitType.Borrow;
import dev.wassette.domain.wit.WitType.Case;
import dev.wassette.domain.wit.WitType.EnumType;
import dev.wassette.domain.wit.WitType.Field;
import dev.wassette.domain.wit.WitType.FlagsType;
import dev.wassette.domain.wit.WitType.ListType;
import dev.wassette.domain.wit.WitType.OptionType;
import dev.wassette.domain.wit.WitType.Own;
import dev.wassette.domain.wit.WitType.Primitive;
import dev.wassette.domain.wit.WitType.RecordType;
import dev.wassette.domain.wit.WitType.ResultType;
import dev.wassette.domain.wit.WitType.TupleType;
import dev.wassette.domain.wit.WitType.VariantType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Decides which functions of one component can be tools. A type that passed is small enough to walk through as a tree
/// and holds no handle.
///
/// Functions that take or return a handle (`own`, `borrow`), and with them constructors and methods of resources,
/// are not offered: a handle means something within one instance only, and each call gets a fresh one.
final class SignatureCheck {
    private static final int TYPE_SIZE = 30;

    private int room = ServiceLimits.MAX_SCHEMA_SIZE;

    /// {@return why a function of this type cannot be a tool; empty when it can}
    Optional<String> objection(Signature signature) {
        room -= signature.parameters().stream().mapToInt(parameter -> parameter.name().length()).sum();
        return objection(Stream.concat(signature.parameters().stream().map(Signature.Parameter::type),
                signature.result().stream()), 1);
    }

    private Optional<String> objection(Stream<WitType> types, int depth) {
        return types.flatMap(type -> objection(type, depth).stream()).findFirst();
    }

    private Optional<String> objection(WitType type, int depth) {
        room -= TYPE_SIZE;
        if (room < 0) {
            return Optional.of("the schemas of the component's tools would be longer than "
                    + ServiceLimits.MAX_SCHEMA_SIZE + " characters");
        }
        if (depth > ServiceLimits.MAX_TYPE_DEPTH) {
            return Optional.of("its types are nested more than " + ServiceLimits.MAX_TYPE_DEPTH + " deep");
        }
        return switch (type) {
            case Primitive _ -> Optional.empty();
            case ListType(WitType element) -> objection(element, depth + 1);
            case RecordType(var fields) -> {
                spend(fields.stream().map(Field::name));
                yield objection(fields.stream().map(Field::type), depth + 1);
            }
            case TupleType(var elements) -> objection(elements.stream(), depth + 1);
            case VariantType(var cases) -> {
                spend(cases.stream().map(Case::name));
                yield objection(cases.stream().flatMap(one -> one.payload().stream()), depth + 1);
            }
            case EnumType(var names) -> spend(names.stream());
            case OptionType(WitType some) -> objection(some, depth + 1);
            case ResultType(var ok, var error) ->
                objection(Stream.concat(ok.stream(), error.stream()), depth + 1);
            case FlagsType(var names) -> spend(names.stream());
            case Own(var resource) -> handle(resource.name());
            case Borrow(var resource) -> handle(resource.name());
        };
    }

    private Optional<String> spend(Stream<String> names) {
        room -= names.mapToInt(name -> name.length() + TYPE_SIZE).sum();
        return Optional.empty();
    }

    private static Optional<String> handle(String resource) {
        return Optional.of("it takes or returns a handle of the resource " + BadArguments.quoted(List.of(resource))
                + ", which has no meaning outside one call");
    }
}
