package dev.wassette.sandbox;

import static dev.wassette.component.host.WitTypes.option;
import static dev.wassette.domain.wit.WitType.Primitive.F64;
import static dev.wassette.domain.wit.WitType.Primitive.STRING;

import dev.wassette.component.engine.Trap;
import dev.wassette.component.host.HostCall;
import dev.wassette.component.host.HostInterface;
import dev.wassette.domain.Caller;
import dev.wassette.domain.Progress;
import dev.wassette.domain.wit.WitValue;
import java.util.Optional;
import java.util.OptionalDouble;

/// What a guest can tell the one whom it works for. Needs no permission: whoever made the call gets to see it, and he gets
/// to see the result anyway.
///
/// ```wit
/// package wassette:mcp@0.1.0;
/// interface progress {
///     /// How far the call has come: `done` grows, and is `total` at the end.
///     report: func(done: f64, total: option<f64>, message: option<string>);
/// }
/// ```
public final class CallerInterface {
    private CallerInterface() {}

    /// {@return the interface; its calls need a [Caller] in the host context}
    public static HostInterface progress() {
        return HostInterface.named("wassette:mcp/progress", HostInterface.patchesOf("0.1"))
                .func("report").param("done", F64).param("total", option(F64)).param("message", option(STRING))
                .body(CallerInterface::report)
                .build();
    }

    private static void report(HostCall call) {
        double done = number(call.arguments().get(0));
        Optional<WitValue> total = call.option(1);
        OptionalDouble end = total.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(number(total.get()));
        if (!Double.isFinite(done) || !Double.isFinite(end.orElse(0))) {
            throw new Trap(Trap.Kind.HOST, "the guest reports a progress that is no finite number");
        }
        Optional<String> message = call.option(2).map(text -> bounded(((WitValue.Str) text).value()));
        call.part(Caller.class).progress(new Progress(done, end, message));
    }

    private static double number(WitValue value) {
        return ((WitValue.F64) value).value();
    }

    private static String bounded(String message) {
        return message.codePoints().limit(SandboxLimits.MAX_PROGRESS_MESSAGE)
                .map(c -> Character.isISOControl(c) || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
