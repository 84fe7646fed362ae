package dev.wassette.runtime.installer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
    @ParameterizedTest
    @CsvSource({
        "Mac OS X, aarch64, aarch64-macos, libwasmtime.dylib", "Mac OS X, x86_64, x86_64-macos, libwasmtime.dylib",
        "Windows 11, amd64, x86_64-windows, wasmtime.dll", "FreeBSD, amd64, x86_64-freebsd, libwasmtime.so"
    })
    void namesPlatformsAsTheArchivesDo(String os, String arch, String name, String library) {
        Platform platform = Platform.of(os, arch);
        assertEquals(name, platform.toString());
        assertEquals(library, platform.libraryFile());
    }
}
