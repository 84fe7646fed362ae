package dev.wassette.sandbox;

import dev.wassette.component.host.Denial;
import dev.wassette.component.host.Denials;
import dev.wassette.component.host.HostCall;
import dev.wassette.component.host.HostFunction;
import dev.wassette.component.host.HostInterface;
import dev.wassette.domain.wit.Signature;
import dev.wassette.domain.wit.WitValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// Tells of each call of a guest to its host, for the author of the guest.
public final class Tracing {
    private Tracing() {}

    /// {@return interfaces that do the same as others, and tell of it}
    ///
    /// @param lines hears of one call, or of one denial, at a time, on the threads of the guests; what a guest chose is
    ///     quoted in a line, short and without control characters
    public static List<HostInterface> of(List<HostInterface> interfaces, Consumer<String> lines) {
        return interfaces.stream().map(each -> of(each, lines)).toList();
    }

    private static HostInterface of(HostInterface original, Consumer<String> lines) {
        HostInterface.Builder traced = HostInterface.named(original.name(), original::serves);
        for (String name : original.resourceNames()) {
            HostInterface.Resource resource = original.resource(name).orElseThrow();
            traced.resource(name, (context, representation) -> {
                lines.accept(original.name() + " drop " + name);
                resource.drop().accept(context, representation);
            });
        }
        for (String name : original.functionNames()) {
            HostInterface.Function function = original.function(name).orElseThrow();
            Signature signature = function.signature();
            traced.function(name, signature.parameters(), signature.result(),
                    traced(original.name() + "#" + name, function, lines));
        }
        return traced.build();
    }

    private static HostFunction traced(String name, HostInterface.Function function, Consumer<String> lines) {
        return call -> {
            String text = name + arguments(function.signature(), call.arguments());
            int denied = denials(call).size();
            try {
                Optional<WitValue> result = function.body().call(call);
                lines.accept(text + result.map(value -> " -> "
                        + ValueText.of(function.signature().result().orElseThrow(), value)).orElse(""));
                return result;
            } catch (RuntimeException e) {
                lines.accept(text + " ended the call: " + e.getMessage());
                throw e;
            } finally {
                List<Denial> all = denials(call);
                all.subList(Math.min(denied, all.size()), all.size()).forEach(each -> lines.accept("DENIED "
                        + each.permission().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " "
                        + ValueText.quoted(each.target())));
            }
        };
    }

    private static List<Denial> denials(HostCall call) {
        return call.part(Denials.class).list();
    }

    private static String arguments(Signature signature, List<WitValue> arguments) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Signature.Parameter parameter = signature.parameters().get(i);
            texts.add(parameter.name() + ": " + ValueText.of(parameter.type(), arguments.get(i)));
        }
        return "(" + String.join(", ", texts) + ")";
    }
}
