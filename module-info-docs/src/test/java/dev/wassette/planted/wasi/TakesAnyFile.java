package dev.wassette.planted.wasi;

import dev.wassette.planted.wasi.gate.os.HalfDecides;

/// Goes to the files of the host around those who decide.
public final class TakesAnyFile {
    private TakesAnyFile() {}

    static String name(HalfDecides file) {
        return file.name();
    }
}
