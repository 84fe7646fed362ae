package dev.wassette.component.type;

import dev.wassette.component.abi.AbiLimits;
import dev.wassette.component.engine.CoreFunctionType;
import dev.wassette.component.engine.CoreType;
import dev.wassette.component.type.Type.FuncType;
import dev.wassette.component.type.Type.ValueType;
import dev.wassette.domain.wit.WitType;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The core types that values of a type become (Canonical ABI, "Flattening"), and whether a memory is needed for them.
final class Flattening {
    private final Map<ValueType, Flat> known = new IdentityHashMap<>();

    /// @param types cut off after one more than may be passed, when there are so many
    /// @param inMemory whether strings or lists are among the values
    private record Flat(List<CoreType> types, boolean inMemory) {
        boolean isTooLong() {
            return types.size() > AbiLimits.MAX_FLAT_PARAMS;
        }
    }

    /// The core signature of a function and what its canonical options must offer.
    ///
    /// @param parametersInMemory whether parameters pass through a memory, be it for their number or their content
    /// @param resultInMemory the same for the result
    /// @param contentInParameters whether strings or lists are among the parameters
    /// @param contentInResult whether strings or lists are in the result
    record FlatFunction(CoreFunctionType type, boolean parametersInMemory, boolean resultInMemory,
            boolean contentInParameters, boolean contentInResult) {}

    FlatFunction lifted(FuncType func) {
        Flat result = result(func);
        boolean spilled = result.types().size() > AbiLimits.MAX_FLAT_RESULTS;
        return function(parameters(func), result, spilled ? List.of(CoreType.I32) : result.types(), List.of());
    }

    FlatFunction lowered(FuncType func) {
        Flat result = result(func);
        boolean spilled = result.types().size() > AbiLimits.MAX_FLAT_RESULTS;
        return spilled ? function(parameters(func), result, List.of(), List.of(CoreType.I32))
                : function(parameters(func), result, result.types(), List.of());
    }

    private static FlatFunction function(Flat parameters, Flat result, List<CoreType> results,
            List<CoreType> resultPointer) {
        List<CoreType> all = new ArrayList<>(parameters.isTooLong() ? List.of(CoreType.I32) : parameters.types());
        all.addAll(resultPointer);
        return new FlatFunction(new CoreFunctionType(all, results),
                parameters.isTooLong() || parameters.inMemory(),
                result.types().size() > AbiLimits.MAX_FLAT_RESULTS || result.inMemory(),
                parameters.inMemory(), result.inMemory());
    }

    private Flat parameters(FuncType func) {
        return sequence(func.parameters().stream().<Optional<Type>>map(Optional::of).toList());
    }

    private Flat result(FuncType func) {
        return func.result().map(this::flat).orElse(new Flat(List.of(), false));
    }

    private Flat flat(Type type) {
        ValueType value = (ValueType) type;
        Flat flat = known.get(value);
        if (flat == null) {
            flat = compute(value);
            known.put(value, flat);
        }
        return flat;
    }

    private Flat compute(ValueType type) {
        return switch (type.kind()) {
            case PRIMITIVE -> primitive(type.primitive().orElseThrow());
            case RECORD, TUPLE -> sequence(type.parts());
            case VARIANT, OPTION, RESULT -> variant(type.parts());
            case LIST -> new Flat(List.of(CoreType.I32, CoreType.I32), true);
            case FLAGS, ENUM, OWN, BORROW -> new Flat(List.of(CoreType.I32), false);
        };
    }

    private static Flat primitive(WitType.Primitive type) {
        return switch (type) {
            case BOOL, S8, U8, S16, U16, S32, U32, CHAR -> new Flat(List.of(CoreType.I32), false);
            case S64, U64 -> new Flat(List.of(CoreType.I64), false);
            case F32 -> new Flat(List.of(CoreType.F32), false);
            case F64 -> new Flat(List.of(CoreType.F64), false);
            case STRING -> new Flat(List.of(CoreType.I32, CoreType.I32), true);
        };
    }

    private Flat sequence(List<Optional<Type>> parts) {
        List<CoreType> types = new ArrayList<>();
        boolean inMemory = false;
        for (Optional<Type> part : parts) {
            Flat flat = flat(part.orElseThrow());
            inMemory |= flat.inMemory();
            types.addAll(flat.types());
            cut(types);
        }
        return new Flat(types, inMemory);
    }

    private Flat variant(List<Optional<Type>> cases) {
        List<CoreType> types = new ArrayList<>(List.of(CoreType.I32));
        boolean inMemory = false;
        for (Optional<Type> payload : cases) {
            if (payload.isPresent()) {
                Flat flat = flat(payload.get());
                inMemory |= flat.inMemory();
                joinAll(types, flat.types());
                cut(types);
            }
        }
        return new Flat(types, inMemory);
    }

    private static void joinAll(List<CoreType> types, List<CoreType> payload) {
        for (int i = 0; i < payload.size(); i++) {
            if (i + 1 < types.size()) {
                types.set(i + 1, join(types.get(i + 1), payload.get(i)));
            } else {
                types.add(payload.get(i));
            }
        }
    }

    private static CoreType join(CoreType a, CoreType b) {
        if (a == b) {
            return a;
        }
        boolean narrow = (a == CoreType.I32 || a == CoreType.F32) && (b == CoreType.I32 || b == CoreType.F32);
        return narrow ? CoreType.I32 : CoreType.I64;
    }

    private static void cut(List<CoreType> types) {
        if (types.size() > AbiLimits.MAX_FLAT_PARAMS + 1) {
            types.subList(AbiLimits.MAX_FLAT_PARAMS + 1, types.size()).clear();
        }
    }
}
