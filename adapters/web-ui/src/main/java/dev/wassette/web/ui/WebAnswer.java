package dev.wassette.web.ui;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// What a browser is answered. Every answer forbids all that the pages do not need: other origins, frames, inline scripts.
///
/// @param body not copied; nobody writes to it
public record WebAnswer(int status, Map<String, String> headers, byte[] body) {
    private static final Map<String, String> ALWAYS = Map.of(
            "Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            // Not `no-referrer`: with that, browsers leave the origin out of what forms send.
            "Referrer-Policy", "same-origin",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY");

    public WebAnswer {
        Map<String, String> all = new HashMap<>(ALWAYS);
        all.putAll(headers);
        headers = Map.copyOf(all);
        Objects.requireNonNull(body);
    }

    static WebAnswer page(int status, String html) {
        return of(status, "text/html; charset=utf-8", html);
    }

    static WebAnswer of(int status, String type, String text) {
        return new WebAnswer(status, Map.of("Content-Type", type, "Cache-Control", "no-store"),
                text.getBytes(StandardCharsets.UTF_8));
    }

    static WebAnswer asset(String type, byte[] body) {
        return new WebAnswer(200, Map.of("Content-Type", type, "Cache-Control", "no-cache"), body);
    }

    static WebAnswer seeOther(String place, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Location", place);
        headers.put("Cache-Control", "no-store");
        return new WebAnswer(303, headers, new byte[0]);
    }
}
