package dev.wassette.application.service;

import dev.wassette.domain.wit.FunctionName;
import dev.wassette.domain.wit.Signature;
import dev.wassette.domain.wit.Signature.Parameter;
import dev.wassette.domain.wit.WitType;
import dev.wassette.domain.wit.WitType.Case;
import dev.wassette.domain.wit.WitType.EnumType;
import dev.wassette.domain.wit.WitType.Field;
import dev.wassette.domain.wit.WitType.FlagsType;
import dev.wassette.domain.wit.WitType.ListType;
import dev.wassette.domain.wit.WitType.OptionType;
import dev.wassette.domain.wit.WitType.RecordType;
import dev.wassette.domain.wit.WitType.ResultType;
import dev.wassette.domain.wit.WitType.TupleType;
import dev.wassette.domain.wit.WitType.VariantType;
import java.util.List;
import java.util.Optional;

/// Types and signatures, written briefly.
final class Types {

    private Types() {}

    static FunctionName function(String name) {
        return new FunctionName(Optional.empty(), name);
    }

    static Signature taking(WitType type) {
        return new Signature(List.of(new Parameter("x", type)), Optional.empty());
    }

    static Signature returning(WitType type) {
        return new Signature(List.of(), Optional.of(type));
    }

    static ListType list(WitType element) {
        return new ListType(element);
    }

    static OptionType option(WitType some) {
        return new OptionType(some);
    }

    static TupleType tuple(WitType... elements) {
        return new TupleType(List.of(elements));
    }

    static RecordType record(Field... fields) {
        return new RecordType(List.of(fields));
    }

    static Field field(String name, WitType type) {
        return new Field(name, type);
    }

    static VariantType variant(Case... cases) {
        return new VariantType(List.of(cases));
    }

    static Case one(String name) {
        return new Case(name, Optional.empty());
    }

    static Case one(String name, WitType payload) {
        return new Case(name, Optional.of(payload));
    }

    static ResultType result(WitType ok, WitType error) {
        return new ResultType(Optional.ofNullable(ok), Optional.ofNullable(error));
    }

    static EnumType names(String... names) {
        return new EnumType(List.of(names));
    }

    static FlagsType flags(String... names) {
        return new FlagsType(List.of(names));
    }
}
