package dev.wassette.component.testkit.host;

import dev.wassette.component.engine.Trap;
import dev.wassette.component.host.GuestExit;
import dev.wassette.component.host.HostCall;
import dev.wassette.component.host.HostContext;
import dev.wassette.component.host.HostInterface;
import dev.wassette.domain.wit.ResourceType;
import dev.wassette.domain.wit.WitType;
import dev.wassette.domain.wit.WitValue;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Calls host functions as a linked component does, for tests: arguments and results must be values of the declared
/// types. Keeps a transcript in which resources have numbers.
public final class HostDriver {
    private final Map<String, HostInterface> interfaces;
    private final HostContext context;
    private final Map<Object, Integer> resources = new IdentityHashMap<>();
    private final StringBuilder transcript = new StringBuilder();

    public HostDriver(List<HostInterface> interfaces, HostContext context) {
        this.interfaces = interfaces.stream().collect(Collectors.toMap(HostInterface::name, Function.identity()));
        this.context = context;
    }

    /// {@return what happened so far, a line for each call and drop}
    public String transcript() {
        return transcript.toString();
    }

    /// Calls a function.
    ///
    /// @return its result; empty when it has none
    public Optional<WitValue> call(String interfaceName, String function, WitValue... arguments) {
        HostInterface.Function callee = interfaces.get(interfaceName).function(function)
                .orElseThrow(() -> new AssertionError(interfaceName + " has no " + function));
        List<WitType> types = callee.signature().parameters().stream().map(each -> each.type()).toList();
        transcript.append(function).append(text(types, List.of(arguments), "(", ")"));
        try {
            Optional<WitValue> result = callee.body().call(new HostCall(List.of(arguments), context));
            if (result.isPresent() != callee.signature().result().isPresent()) {
                throw new AssertionError(function + " returned " + result);
            }
            result.ifPresent(value -> transcript.append(" -> ")
                    .append(text(callee.signature().result().orElseThrow(), value)));
            return result;
        } catch (Trap e) {
            transcript.append(" traps: ").append(e.getMessage());
            throw e;
        } catch (GuestExit e) {
            transcript.append(" exits: ").append(e.status());
            throw e;
        } finally {
            transcript.append('\n');
        }
    }

    /// Calls a function that returns a resource, possibly in the `ok` of a `result` or in a `some`.
    public WitValue.Handle open(String interfaceName, String function, WitValue... arguments) {
        return handle(call(interfaceName, function, arguments).orElseThrow());
    }

    /// {@return the resource in this value}
    public static WitValue.Handle handle(WitValue value) {
        return switch (value) {
            case WitValue.Handle handle -> handle;
            case WitValue.Result result -> handle(result.payload().orElseThrow());
            case WitValue.Option option -> handle(option.some().orElseThrow());
            case WitValue.Variant variant -> handle(variant.payload().orElseThrow());
            default -> throw new AssertionError("no resource in " + value);
        };
    }

    /// Drops a resource.
    public void drop(WitValue.Handle handle) {
        var type = (ResourceType.Host) handle.resource();
        transcript.append("drop ").append(text(handle));
        try {
            interfaces.get(type.interfaceName()).resource(type.name()).orElseThrow()
                    .drop().accept(context, handle.representation());
        } catch (Trap e) {
            transcript.append(" traps: ").append(e.getMessage());
            throw e;
        } finally {
            transcript.append('\n');
        }
    }

    private String text(List<WitType> types, List<WitValue> values, String open, String close) {
        if (types.size() != values.size()) {
            throw new AssertionError(values + " are not values of " + types);
        }
        return IntStream.range(0, types.size()).mapToObj(i -> text(types.get(i), values.get(i)))
                .collect(Collectors.joining(", ", open, close));
    }

    private String text(WitType type, WitValue value) {
        return switch (type) {
            case WitType.Primitive primitive -> text(primitive, value);
            case WitType.ListType list when list.isBytes() ->
                    '"' + new String(((WitValue.Bytes) value).bytes(), StandardCharsets.ISO_8859_1)
                            .replace("\n", "\\n") + '"';
            case WitType.ListType list -> ((WitValue.ListOf) value).elements().stream()
                    .map(each -> text(list.element(), each)).collect(Collectors.joining(", ", "[", "]"));
            case WitType.RecordType record -> text(record.fields().stream().map(WitType.Field::type).toList(),
                    ((WitValue.Record) value).fields(), "{", "}");
            case WitType.TupleType tuple -> text(tuple.elements(), ((WitValue.Tuple) value).elements(), "(", ")");
            case WitType.VariantType variant -> text(variant, (WitValue.Variant) value);
            case WitType.EnumType names -> names.names().get(((WitValue.Enum) value).index());
            case WitType.OptionType option -> ((WitValue.Option) value).some()
                    .map(some -> "some(" + text(option.some(), some) + ")").orElse("none");
            case WitType.ResultType result -> text(result, (WitValue.Result) value);
            case WitType.FlagsType flags -> text(flags, (WitValue.Flags) value);
            case WitType.Own own -> text(own.resource(), (WitValue.Handle) value);
            case WitType.Borrow borrow -> text(borrow.resource(), (WitValue.Handle) value);
        };
    }

    private static String text(WitType.Primitive type, WitValue value) {
        return switch (type) {
            case BOOL -> String.valueOf(((WitValue.Bool) value).value());
            case S8 -> String.valueOf(((WitValue.S8) value).value());
            case U8 -> String.valueOf(((WitValue.U8) value).value());
            case S16 -> String.valueOf(((WitValue.S16) value).value());
            case U16 -> String.valueOf(((WitValue.U16) value).value());
            case S32 -> String.valueOf(((WitValue.S32) value).value());
            case U32 -> String.valueOf(((WitValue.U32) value).value());
            case S64 -> String.valueOf(((WitValue.S64) value).value());
            case U64 -> Long.toUnsignedString(((WitValue.U64) value).bits());
            case F32 -> String.valueOf(((WitValue.F32) value).value());
            case F64 -> String.valueOf(((WitValue.F64) value).value());
            case CHAR -> Character.toString(((WitValue.Char) value).codePoint());
            case STRING -> '"' + ((WitValue.Str) value).value() + '"';
        };
    }

    private String text(WitType.VariantType type, WitValue.Variant value) {
        WitType.Case chosen = type.cases().get(value.index());
        return chosen.name() + payload(chosen.payload(), value.payload());
    }

    private String text(WitType.ResultType type, WitValue.Result value) {
        return value.isOk() ? "ok" + payload(type.ok(), value.payload())
                : "err" + payload(type.error(), value.payload());
    }

    private String payload(Optional<WitType> type, Optional<WitValue> value) {
        return text(type.stream().toList(), value.stream().toList(), "(", ")").replaceAll("^\\(\\)$", "");
    }

    private static String text(WitType.FlagsType type, WitValue.Flags value) {
        if ((value.bits() & -1L << type.names().size()) != 0) {
            throw new AssertionError(value + " has bits that " + type + " has not");
        }
        return IntStream.range(0, type.names().size()).filter(value::has).mapToObj(type.names()::get)
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private String text(ResourceType type, WitValue.Handle value) {
        if (!type.equals(value.resource())) {
            throw new AssertionError(value + " is no " + type);
        }
        return text(value);
    }

    private String text(WitValue.Handle handle) {
        int number = resources.computeIfAbsent(handle.representation(), _ -> resources.size() + 1);
        return handle.resource().name() + "#" + number;
    }

    /// {@return a `u64`}
    public static WitValue u64(long value) {
        return new WitValue.U64(value);
    }

    /// {@return a `string`}
    public static WitValue string(String value) {
        return new WitValue.Str(value);
    }

    /// {@return the UTF-8 of the text as `list<u8>`}
    public static WitValue bytes(String text) {
        return new WitValue.Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /// {@return a list}
    public static WitValue list(WitValue... elements) {
        return new WitValue.ListOf(Stream.of(elements).toList());
    }
}
