package dev.wassette.component.host;

import dev.wassette.domain.wit.ResourceType;
import dev.wassette.domain.wit.WitType;
import java.util.List;
import java.util.Optional;

/// Makes types, so that a host interface reads like its WIT.
public final class WitTypes {
    private WitTypes() {}

    public static WitType list(WitType element) {
        return new WitType.ListType(element);
    }

    public static WitType option(WitType some) {
        return new WitType.OptionType(some);
    }

    public static WitType tuple(WitType... elements) {
        return new WitType.TupleType(List.of(elements));
    }

    public static WitType.RecordType record(WitType.Field... fields) {
        return new WitType.RecordType(List.of(fields));
    }

    public static WitType.Field field(String name, WitType type) {
        return new WitType.Field(name, type);
    }

    public static WitType.VariantType variant(WitType.Case... cases) {
        return new WitType.VariantType(List.of(cases));
    }

    public static WitType.Case when(String name) {
        return new WitType.Case(name, Optional.empty());
    }

    public static WitType.Case when(String name, WitType payload) {
        return new WitType.Case(name, Optional.of(payload));
    }

    public static WitType.EnumType enumeration(String... names) {
        return new WitType.EnumType(List.of(names));
    }

    public static WitType.FlagsType flags(String... names) {
        return new WitType.FlagsType(List.of(names));
    }

    public static WitType own(ResourceType resource) {
        return new WitType.Own(resource);
    }

    public static WitType borrow(ResourceType resource) {
        return new WitType.Borrow(resource);
    }

    /// {@return `result<ok, error>`}
    public static WitType result(WitType ok, WitType error) {
        return new WitType.ResultType(Optional.of(ok), Optional.of(error));
    }

    /// {@return `result<ok>`}
    public static WitType resultOk(WitType ok) {
        return new WitType.ResultType(Optional.of(ok), Optional.empty());
    }

    /// {@return `result<_, error>`}
    public static WitType resultError(WitType error) {
        return new WitType.ResultType(Optional.empty(), Optional.of(error));
    }

    /// {@return `result`}
    public static WitType result() {
        return new WitType.ResultType(Optional.empty(), Optional.empty());
    }
}
