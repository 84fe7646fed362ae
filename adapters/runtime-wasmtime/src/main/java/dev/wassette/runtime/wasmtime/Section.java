package dev.wassette.runtime.wasmtime;

/// The section ids of the binary format (core specification 5.5.2) that this engine names.
final class Section {
    private Section() {}

    static final int CUSTOM = 0;
    static final int TYPE = 1;
    static final int IMPORT = 2;
    static final int FUNCTION = 3;
    static final int TABLE = 4;
    static final int MEMORY = 5;
    static final int GLOBAL = 6;
    static final int EXPORT = 7;
    static final int START = 8;
    static final int ELEMENT = 9;
    static final int CODE = 10;
    static final int DATA = 11;
    static final int DATA_COUNT = 12;
    static final int COUNT = 13;

    /// The order in which sections stand in a module, which is not that of their ids.
    private static final int[] ORDER = {
        TYPE, IMPORT, FUNCTION, TABLE, MEMORY, GLOBAL, EXPORT, START, ELEMENT, DATA_COUNT, CODE, DATA
    };

    static int[] inOrder() {
        return ORDER.clone();
    }

    /// {@return where the section stands among the others}
    static int rank(int id) {
        for (int rank = 0; rank < ORDER.length; rank++) {
            if (ORDER[rank] == id) {
                return rank;
            }
        }
        throw new IllegalArgumentException("no section " + id);
    }
}
