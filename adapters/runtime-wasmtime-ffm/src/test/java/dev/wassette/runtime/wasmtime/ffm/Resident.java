package dev.wassette.runtime.wasmtime.ffm;

import java.nio.file.Files;
import java.nio.file.Path;

/// What the process takes outside of the Java heap, as far as the system tells.
final class Resident {
    private Resident() {}

    /// {@return resident bytes without the heap; the used part of the heap where the system tells nothing}
    static long bytes() throws Exception {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(50);
        }
        Runtime runtime = Runtime.getRuntime();
        Path statm = Path.of("/proc/self/statm");
        return Files.exists(statm)
                ? Long.parseLong(Files.readString(statm).split(" ")[1]) * 4096 - runtime.totalMemory()
                : runtime.totalMemory() - runtime.freeMemory();
    }
}
