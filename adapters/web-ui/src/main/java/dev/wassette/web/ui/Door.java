package dev.wassette.web.ui;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Who may see the pages and use their forms: who has shown the token, for as long as this process lives.
///
/// The browser keeps the proof in a cookie that no script can read and no other site can send along. A form that changes
/// something must also come from a page of ours: by its origin, and by a value in it that only our pages have.
final class Door {
    private static final int SECRET_BYTES = 24;

    private final String cookieName;
    private final String token;
    private final String session;
    private final String formKey;

    /// @param port that the server listens at: cookies do not tell ports apart
    Door(int port) {
        var random = new SecureRandom();
        this.cookieName = "wassette-ui-" + port;
        this.token = secret(random);
        this.session = secret(random);
        this.formKey = secret(random);
    }

    private static String secret(SecureRandom random) {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    String token() {
        return token;
    }

    /// {@return what each form that changes something holds}
    String formKey() {
        return formKey;
    }

    boolean isInside(WebRequest request) {
        return Stream.of(request.header("cookie").orElse("").split(";")).map(String::strip)
                .filter(cookie -> cookie.startsWith(cookieName + "="))
                .anyMatch(cookie -> same(cookie.substring(cookieName.length() + 1), session));
    }

    /// {@return the header that lets the browser in, when the token is right}
    Optional<Map<String, String>> enter(String given) {
        return same(given.strip(), token) ? Optional.of(cookie(session, "")) : Optional.empty();
    }

    /// {@return the header that makes the browser forget}
    Map<String, String> leave() {
        return cookie("", "; Max-Age=0");
    }

    private Map<String, String> cookie(String value, String more) {
        return Map.of("Set-Cookie", cookieName + "=" + value + "; Path=/ui; HttpOnly; SameSite=Strict" + more);
    }

    /// {@return whether a form was sent by a page of this very server}
    boolean isOurs(WebRequest request) {
        Optional<String> origin = request.header("origin");
        return origin.isPresent() && origin.equals(request.header("host").map(host -> "http://" + host));
    }

    /// {@return whether the form is one that our pages made}
    boolean isMadeHere(FormValues form) {
        return same(form.first("key").orElse(""), formKey);
    }

    /// Compares digests, so that the time it takes says nothing.
    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(digest(one), digest(other));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
