package dev.wassette.wasi.config;

import static dev.wassette.component.host.WitTypes.list;
import static dev.wassette.component.host.WitTypes.option;
import static dev.wassette.component.host.WitTypes.result;
import static dev.wassette.component.host.WitTypes.tuple;
import static dev.wassette.component.host.WitTypes.variant;
import static dev.wassette.component.host.WitTypes.when;
import static dev.wassette.domain.wit.WitType.Primitive.STRING;

import dev.wassette.component.host.HostInterface;
import dev.wassette.domain.wit.WitType;
import dev.wassette.domain.wit.WitValue;
import java.util.List;
import java.util.regex.Pattern;

/// The package `wasi:config`: a store without any value, as no grant names one. It never was released; its drafts and
/// its release candidates have the same functions, and components use both.
public final class Config {
    private Config() {}

    private static final WitType ERROR = variant(when("upstream", STRING), when("io", STRING));
    private static final Pattern VERSIONS = Pattern.compile("0\\.2\\.0-(draft|rc)([.-][0-9A-Za-z.-]+)?");

    public static List<HostInterface> interfaces() {
        return List.of(HostInterface.named("wasi:config/store", VERSIONS.asMatchPredicate())
                .func("get").param("key", STRING).returns(result(option(STRING), ERROR))
                .body(call -> WitValue.Result.ok(WitValue.Option.none()))
                .func("get-all").returns(result(list(tuple(STRING, STRING)), ERROR))
                .body(call -> WitValue.Result.ok(new WitValue.ListOf(List.of())))
                .build());
    }
}
