package dev.wassette.domain.trust;

/// A text with wildcards: `*` stands for any characters but `/`, `**` for any characters at all. A text matches as a whole
/// or not at all, so no pattern has to be anchored, and matching takes time proportional to the lengths of both.
///
/// @param text 1 to [TrustLimits#MAX_PATTERN_LENGTH] characters
public record TextPattern(String text) {

    /// @throws InvalidTrust when there is no such pattern
    public TextPattern {
        if (text.isEmpty()) {
            throw new InvalidTrust("A pattern can't be empty");
        }
        if (text.length() > TrustLimits.MAX_PATTERN_LENGTH) {
            throw new InvalidTrust("A pattern has at most " + TrustLimits.MAX_PATTERN_LENGTH + " characters");
        }
        if (text.contains("***")) {
            throw new InvalidTrust("Too many wildcards in: " + text);
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidTrust("A pattern has no control characters");
        }
    }

    /// {@return whether the whole of a text is of this form}
    public boolean matches(String whole) {
        // reached[i]: the pattern so far matches the first i characters
        boolean[] reached = new boolean[whole.length() + 1];
        reached[0] = true;
        for (int at = 0; at < text.length(); at++) {
            boolean isDouble = text.startsWith("**", at);
            reached = text.charAt(at) == '*' ? afterWildcard(reached, whole, isDouble) : after(reached, whole, text.charAt(at));
            at += isDouble ? 1 : 0;
        }
        return reached[whole.length()];
    }

    private static boolean[] after(boolean[] before, String whole, char next) {
        boolean[] now = new boolean[before.length];
        for (int i = 0; i < whole.length(); i++) {
            now[i + 1] = before[i] && whole.charAt(i) == next;
        }
        return now;
    }

    private static boolean[] afterWildcard(boolean[] before, String whole, boolean isDouble) {
        boolean[] now = before.clone();
        for (int i = 0; i < whole.length(); i++) {
            now[i + 1] |= now[i] && (isDouble || whole.charAt(i) != '/');
        }
        return now;
    }

    @Override
    public String toString() {
        return text;
    }
}
