package dev.wassette.loader.oci;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a registry wants to be shown who asks (RFC 9110, section 11.6.1).
///
/// @param bearer whether by a token of a service, and not by a password
/// @param parameters by their names in lower case
record Challenge(boolean bearer, Map<String, String> parameters) {
    private static final Pattern SCHEME = Pattern.compile("(?i)(?:^|,)\\s*(Bearer|Basic)(?=\\s|$)");
    private static final Pattern PARAMETER =
            Pattern.compile("\\G\\s*,?\\s*([A-Za-z_-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,\"]+))");

    Challenge {
        parameters = Map.copyOf(parameters);
    }

    /// {@return the challenge that suits us best; empty when there is none that we understand}
    ///
    /// @param header one or more challenges
    static Optional<Challenge> of(String header) {
        Optional<Challenge> found = Optional.empty();
        Matcher scheme = SCHEME.matcher(header);
        while (scheme.find()) {
            boolean bearer = scheme.group(1).equalsIgnoreCase("Bearer");
            if (bearer || found.isEmpty()) {
                found = Optional.of(new Challenge(bearer, parameters(header, scheme.end())));
            }
            if (bearer) {
                return found;
            }
        }
        return found;
    }

    private static Map<String, String> parameters(String header, int from) {
        Map<String, String> parameters = new HashMap<>();
        Matcher parameter = PARAMETER.matcher(header);
        parameter.region(from, header.length());
        while (parameter.find()) {
            String value = parameter.group(2) == null ? parameter.group(3) : parameter.group(2).replaceAll("\\\\(.)", "$1");
            parameters.put(parameter.group(1).toLowerCase(Locale.ROOT), value);
        }
        return parameters;
    }
}
