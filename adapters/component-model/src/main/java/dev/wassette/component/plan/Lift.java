package dev.wassette.component.plan;

import dev.wassette.component.abi.FunctionLayout;
import dev.wassette.domain.wit.Signature;
import java.util.Objects;
import java.util.Optional;

/// A core function as a component function (`canon lift`), resolved.
///
/// @param instance the number of the component instance that it belongs to
/// @param options the number of its [Options] in the [Recipe]
public record Lift(int instance, CoreItem callee, int options, Optional<CoreItem> postReturn, Signature signature,
        FunctionLayout layout) {
    public Lift {
        Objects.requireNonNull(callee);
        Objects.requireNonNull(postReturn);
        Objects.requireNonNull(signature);
        Objects.requireNonNull(layout);
    }
}
