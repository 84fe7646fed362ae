package dev.wassette.component.abi;

import dev.wassette.component.engine.CoreFunctionType;
import dev.wassette.component.engine.CoreType;
import dev.wassette.domain.wit.Signature;
import java.util.ArrayList;
import java.util.List;

/// A function type as the Canonical ABI sees it (`flatten_functype`). Made once for each function; immutable.
public final class FunctionLayout {
    /// All parameters as one tuple.
    final Layout.Record parameters;
    /// Null for a function that returns nothing.
    final Layout result;
    /// Whether a parameter is or contains a `borrow`.
    final boolean borrows;

    private FunctionLayout(Layout.Record parameters, Layout result, boolean borrows) {
        this.parameters = parameters;
        this.result = result;
        this.borrows = borrows;
    }

    /// {@return the layout of a function of this type}
    ///
    /// @throws TypeTooLarge when a parameter or the result is too large
    public static FunctionLayout of(Signature signature, Despecialize layouts) {
        Layout[] parameters =
                signature.parameters().stream().map(one -> layouts.layout(one.type())).toArray(Layout[]::new);
        Layout result = signature.result().map(layouts::layout).orElse(null);
        Layout.Record tuple = Despecialize.record(parameters, true);
        return new FunctionLayout(tuple, result, Borrows.in(tuple));
    }

    /// {@return whether the parameters pass through memory}
    boolean parametersInMemory() {
        return parameters.flat == null;
    }

    /// {@return whether the result passes through memory}
    boolean resultInMemory() {
        return result != null && result.flatCount() > AbiLimits.MAX_FLAT_RESULTS;
    }

    /// {@return how many core parameters there are, without the address for a result that a caller gives}
    int flatParameters() {
        return parametersInMemory() ? 1 : parameters.flat.length;
    }

    /// {@return the length that an array of values needs for a call of the lifted function}
    public int valuesLength() {
        return Math.max(1, flatParameters());
    }

    /// {@return the type of the core function that such a function is lowered to}
    public CoreFunctionType loweredType() {
        List<CoreType> flat = new ArrayList<>(parametersInMemory() ? List.of(CoreType.I32) : List.of(parameters.flat));
        if (resultInMemory()) {
            flat.add(CoreType.I32);
        }
        return new CoreFunctionType(flat,
                result == null || resultInMemory() ? List.of() : List.of(result.flat));
    }
}
