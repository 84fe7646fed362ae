package dev.wassette.cli;

/// How much a command reads.
final class CliLimits {
    private CliLimits() {}

    /// Bytes of standard input that are read for secrets. Stops an endless input from filling the heap. All secrets of a
    /// component together may have 256 Ki characters.
    static final int MAX_INPUT_BYTES = 1 << 20;
}
