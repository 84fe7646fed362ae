package dev.wassette.sandbox;

/// How much a guest can tell its caller.
final class SandboxLimits {

    /// Characters of a message that a guest sends with its progress; what is longer is cut. Stops a guest from sending
    /// its client megabytes in a loop. A line of text has some 80.
    static final int MAX_PROGRESS_MESSAGE = 500;

    /// How many characters of a value a line of a trace has: 200. A guest may write a gigabyte in one call; a line is for
    /// people.
    static final int MAX_TRACED_LENGTH = 200;

    private SandboxLimits() {}
}
