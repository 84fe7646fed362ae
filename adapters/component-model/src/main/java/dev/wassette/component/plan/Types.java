package dev.wassette.component.plan;

import dev.wassette.component.binary.DefType;
import dev.wassette.component.binary.DefValType;
import dev.wassette.component.binary.LabelValType;
import dev.wassette.component.binary.ValType;
import dev.wassette.domain.wit.Signature;
import dev.wassette.domain.wit.WitType;
import java.util.List;
import java.util.Optional;

/// Evaluates type definitions that make nothing new, so that each type is its value. A type is evaluated once where it
/// is defined; whoever uses it shares the object.
final class Types {
    private Types() {}

    /// {@return the type; a resource type is not evaluated here, as it is new each time}
    static Item item(DefType type, Frame frame) {
        return switch (type) {
            case DefValType value -> new Item.ValueType(value(value, frame));
            case DefType.Func function -> new Item.FunctionType(signature(function, frame));
            case DefType.Instance instance -> new Item.InstanceType(instance, frame);
            case DefType.Component _ -> new Item.OpaqueType();
            case DefType.Resource _ -> throw new IllegalStateException("a resource type outside of a component");
        };
    }

    private static Signature signature(DefType.Func type, Frame frame) {
        return new Signature(
                type.parameters().stream()
                        .map(one -> new Signature.Parameter(one.label(), frame.valueType(one.type()))).toList(),
                type.result().map(frame::valueType));
    }

    private static WitType value(DefValType type, Frame frame) {
        return switch (type) {
            case DefValType.Primitive(WitType.Primitive primitive) -> primitive;
            case DefValType.Record(List<LabelValType> fields) -> new WitType.RecordType(fields.stream()
                    .map(field -> new WitType.Field(field.label(), frame.valueType(field.type()))).toList());
            case DefValType.Variant(List<DefValType.Case> cases) -> new WitType.VariantType(cases.stream()
                    .map(one -> new WitType.Case(one.label(), one.type().map(frame::valueType))).toList());
            case DefValType.ListOf(ValType element) -> new WitType.ListType(frame.valueType(element));
            case DefValType.Tuple(List<ValType> elements) ->
                new WitType.TupleType(elements.stream().map(frame::valueType).toList());
            case DefValType.Flags(List<String> labels) -> new WitType.FlagsType(labels);
            case DefValType.Enum(List<String> labels) -> new WitType.EnumType(labels);
            case DefValType.Option(ValType some) -> new WitType.OptionType(frame.valueType(some));
            case DefValType.Result(Optional<ValType> ok, Optional<ValType> error) ->
                new WitType.ResultType(ok.map(frame::valueType), error.map(frame::valueType));
            case DefValType.Own(int resource) -> new WitType.Own(frame.resource(resource).type());
            case DefValType.Borrow(int resource) -> new WitType.Borrow(frame.resource(resource).type());
        };
    }
}
