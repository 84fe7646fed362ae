package dev.wassette.web.ui;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The fields of a form that was sent (`application/x-www-form-urlencoded`). Line ends are those of texts, not of forms.
record FormValues(Map<String, List<String>> values) {
    FormValues {
        values = Map.copyOf(values);
    }

    /// {@return the fields; what cannot be decoded is left out}
    static FormValues of(String body) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : body.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                decoded(pair.substring(0, equals)).ifPresent(name -> decoded(pair.substring(equals + 1))
                        .ifPresent(value -> values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value.replace("\r\n", "\n"))));
            }
        }
        return new FormValues(values);
    }

    static Optional<String> decoded(String text) {
        try {
            return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// {@return the first value; empty when there is none}
    Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }
}
