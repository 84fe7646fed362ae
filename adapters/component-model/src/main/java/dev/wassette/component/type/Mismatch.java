package dev.wassette.component.type;

/// Why one type is not a subtype of another: half a sentence. A mere outcome, without a stack.
final class Mismatch extends Exception {
    private static final long serialVersionUID = 1L;

    Mismatch(String message) {
        super(message, null, false, false);
    }

    /// {@return this mismatch with the place where it is}
    Mismatch in(String place) {
        return new Mismatch("in " + place + ", " + getMessage());
    }
}
