package dev.wassette.wasi.config;

import static dev.wassette.component.host.WitTypes.list;
import static dev.wassette.component.host.WitTypes.option;
import static dev.wassette.component.host.WitTypes.result;
import static dev.wassette.component.host.WitTypes.tuple;
import static dev.wassette.component.host.WitTypes.variant;
import static dev.wassette.component.host.WitTypes.when;
import static dev.wassette.domain.wit.WitType.Primitive.STRING;

import dev.wassette.component.host.Denial;
import dev.wassette.component.host.Denials;
import dev.wassette.component.host.HostCall;
import dev.wassette.component.host.HostInterface;
import dev.wassette.domain.wit.WitType;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.cli.Variables;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The package `wasi:config`: a store of the variables of the grant. It never was released; its drafts and
/// its release candidates have the same functions, and components use both.
public final class Config {
    private Config() {}

    private static final WitType ERROR = variant(when("upstream", STRING), when("io", STRING));
    private static final Pattern VERSIONS = Pattern.compile("0\\.2\\.0-(draft|rc)([.-][0-9A-Za-z.-]+)?");

    public static List<HostInterface> interfaces() {
        return List.of(HostInterface.named("wasi:config/store", VERSIONS.asMatchPredicate())
                .func("get").param("key", STRING).returns(result(option(STRING), ERROR))
                .body(Config::get)
                .func("get-all").returns(result(list(tuple(STRING, STRING)), ERROR))
                .body(call -> WitValue.Result.ok(call.part(Variables.class).all()))
                .build());
    }

    /// A key that is not granted is as good as not there. Whoever asks for it by name is noted, for the user to know.
    private static WitValue get(HostCall call) {
        String key = call.string(0);
        Optional<String> value = call.part(Variables.class).value(key);
        if (value.isEmpty()) {
            call.part(Denials.class).add(new Denial(Denial.Permission.ENVIRONMENT, key));
        }
        return WitValue.Result.ok(value.<WitValue>map(text -> WitValue.Option.some(new WitValue.Str(text)))
                .orElseGet(WitValue.Option::none));
    }
}
