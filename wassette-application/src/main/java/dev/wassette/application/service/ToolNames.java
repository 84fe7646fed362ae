package dev.wassette.application.service;

import dev.wassette.domain.ComponentId;
import dev.wassette.domain.Digest;
import dev.wassette.domain.ToolName;
import dev.wassette.domain.wit.FunctionName;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Names the tools of one component (contract C.1 and M1).
///
/// - A function of the world keeps its name: `get-current-time`.
/// - A function of an interface is called `example_weather_weather_api_get_weather`, from
///   `example:weather/weather-api#get-weather`: all that is no letter and no digit becomes `_`. The version stays
///   part of the name, as `_1_0_0`, because a component may export an interface in two versions.
/// - A static function of a resource loses the marker before its name: `[static]counter.reset` is `counter_reset`.
/// - All names are in lower case.
///
/// A name that is too long, or that another function of the component already has, ends in a digest of the function's
/// full name. So the name of a function depends on nothing but the functions exported before it.
final class ToolNames {
    private static final int DIGEST_LENGTH = 8;
    private static final Pattern MARKER = Pattern.compile("^\\[[a-z-]+]");
    private static final Pattern NO_NAME_CHARACTER = Pattern.compile("[^a-z0-9-]");
    private static final Pattern NO_TOOL_CHARACTER = Pattern.compile("[^A-Za-z0-9_-]");

    private final Set<String> taken = new HashSet<>();

    /// {@return a name that this method has not returned before}
    ToolName next(FunctionName function) {
        String plain = plain(function);
        String seed = function.toString();
        String name = plain.length() <= ServiceLimits.MAX_TOOL_NAME_LENGTH ? plain : digested(plain, seed);
        while (!taken.add(name)) {
            name = digested(plain, seed);
            seed += "'";
        }
        return new ToolName(name);
    }

    /// {@return the name that calls may use too. Of a function of an interface, the form that keeps all hyphens,
    /// `example_weather_weather-api_get-weather`: agents that know the component from Wassette in Rust call it so. Of a
    /// function of the world, the form without hyphens, `get_current_time`: some clients and models write no others. Not
    /// bounded in length}
    static String alias(FunctionName function) {
        String name = normalised(function.function());
        return function.interfaceName().map(around -> normalised(around) + "_" + name)
                .orElseGet(() -> name.replace('-', '_'));
    }

    /// {@return the name of a tool whose own name other components have too: `fetch` of the component `web` is
    /// `web_fetch`. None of them keeps the short name, for then loading a component could turn calls that were meant for
    /// another into calls of its own}
    static ToolName qualified(ComponentId component, ToolName name) {
        String full = NO_TOOL_CHARACTER.matcher(component.value()).replaceAll("_") + "_" + name;
        return new ToolName(full.length() <= ServiceLimits.MAX_TOOL_NAME_LENGTH ? full : digested(component, name));
    }

    /// {@return the qualified name with a digest, for when the one without is taken}
    static ToolName distinct(ComponentId component, ToolName name) {
        return new ToolName(digested(component, name));
    }

    private static String digested(ComponentId component, ToolName name) {
        return digested(NO_TOOL_CHARACTER.matcher(component.value()).replaceAll("_") + "_" + name,
                component.value() + "/" + name.value());
    }

    private static String plain(FunctionName function) {
        String name = normalised(MARKER.matcher(function.function()).replaceFirst(""));
        return function.interfaceName().map(around -> (normalised(around) + "_" + name).replace('-', '_')).orElse(name);
    }

    private static String normalised(String part) {
        return NO_NAME_CHARACTER.matcher(part.toLowerCase(Locale.ROOT)).replaceAll("_");
    }

    private static String digested(String name, String seed) {
        String digest = Digest.of(seed.getBytes(StandardCharsets.UTF_8)).hex().substring(0, DIGEST_LENGTH);
        int room = ServiceLimits.MAX_TOOL_NAME_LENGTH - DIGEST_LENGTH - 1;
        return name.substring(0, Math.min(name.length(), room)) + "_" + digest;
    }
}
