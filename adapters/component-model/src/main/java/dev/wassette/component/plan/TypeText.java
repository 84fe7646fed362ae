package dev.wassette.component.plan;

import dev.wassette.domain.wit.Signature;
import dev.wassette.domain.wit.WitType;
import java.util.List;
import java.util.Optional;

/// Writes types for messages, cut off where they get long: a guest's type that shares its parts is exponentially long.
final class TypeText {
    private final StringBuilder text = new StringBuilder();

    private TypeText() {}

    static String of(Signature signature) {
        TypeText writer = new TypeText();
        writer.add("func(");
        String separator = "";
        for (Signature.Parameter parameter : signature.parameters()) {
            writer.add(separator + parameter.name() + ": ");
            writer.write(parameter.type());
            separator = ", ";
        }
        writer.add(")");
        signature.result().ifPresent(result -> {
            writer.add(" -> ");
            writer.write(result);
        });
        return writer.isFull() ? writer.text.substring(0, PlanLimits.MAX_TYPE_TEXT) + "..." : writer.text.toString();
    }

    private boolean isFull() {
        return text.length() > PlanLimits.MAX_TYPE_TEXT;
    }

    private void add(String part) {
        if (!isFull()) {
            text.append(part);
        }
    }

    private void write(WitType type) {
        if (isFull()) {
            return;
        }
        switch (type) {
            case WitType.Primitive primitive -> add(primitive.keyword());
            case WitType.ListType(WitType element) -> generic("list", List.of(element));
            case WitType.RecordType(List<WitType.Field> fields) -> {
                add("record {");
                for (WitType.Field field : fields) {
                    named(field.name(), Optional.of(field.type()));
                }
                add(" }");
            }
            case WitType.TupleType(List<WitType> elements) -> generic("tuple", elements);
            case WitType.VariantType(List<WitType.Case> cases) -> {
                add("variant {");
                for (WitType.Case one : cases) {
                    named(one.name(), one.payload());
                }
                add(" }");
            }
            case WitType.EnumType(List<String> names) -> add("enum { " + String.join(", ", names) + " }");
            case WitType.OptionType(WitType some) -> generic("option", List.of(some));
            case WitType.ResultType(Optional<WitType> ok, Optional<WitType> error) -> {
                add("result<");
                ok.ifPresentOrElse(this::write, () -> add("_"));
                add(", ");
                error.ifPresentOrElse(this::write, () -> add("_"));
                add(">");
            }
            case WitType.FlagsType(List<String> names) -> add("flags { " + String.join(", ", names) + " }");
            case WitType.Own(var resource) -> add("own<" + resource + ">");
            case WitType.Borrow(var resource) -> add("borrow<" + resource + ">");
        }
    }

    private void named(String name, Optional<WitType> type) {
        add(" " + name);
        type.ifPresent(present -> {
            add(": ");
            write(present);
        });
        add(",");
    }

    private void generic(String name, List<WitType> arguments) {
        add(name + "<");
        String separator = "";
        for (WitType argument : arguments) {
            add(separator);
            write(argument);
            separator = ", ";
        }
        add(">");
    }
}
