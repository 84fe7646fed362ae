package dev.wassette.cli;

/// How much a command reads.
final class CliLimits {
    private CliLimits() {}

    /// Bytes of standard input that are read for secrets. Stops an endless input from filling the heap. All secrets of a
    /// component together may have 256 Ki characters.
    static final int MAX_INPUT_BYTES = 1 << 20;

    /// Bytes of standard input that are read as the arguments of a tool: 64 MiB. Stops an endless input from filling the
    /// heap. A client of the server may send messages of the same length.
    static final int MAX_ARGUMENTS_BYTES = 64 << 20;

    /// Pairs of lines of two policies that are compared to find what they have in common: 4,194,304, which is 16 MiB of
    /// counters. Stops two long files from filling the heap; they are shown as wholly different instead.
    static final int MAX_COMPARED_LINES = 4 << 20;
}
