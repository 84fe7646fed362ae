package dev.wassette.runtime.wasmtime.ffm;

/// The section ids of the binary format (core specification 5.5.2) that this engine reads.
final class Section {
    private Section() {}

    static final int TYPE = 1;
    static final int IMPORT = 2;
    static final int FUNCTION = 3;
    static final int TABLE = 4;
    static final int MEMORY = 5;
    static final int EXPORT = 7;
    static final int COUNT = 13;
}
