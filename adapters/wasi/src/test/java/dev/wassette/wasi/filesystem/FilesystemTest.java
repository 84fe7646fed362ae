package dev.wassette.wasi.filesystem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wassette.component.testkit.host.HostDriver;
import dev.wassette.wasi.Guest;
import dev.wassette.wasi.filesystem.types.ErrorCode;
import dev.wassette.wasi.io.HostResources;
import dev.wassette.wasi.io.IoError;
import dev.wassette.wasi.io.IoFailure;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FilesystemTest {
    private final Guest guest = new Guest();
    private final HostDriver host = guest.host;

    @Test
    void aGuestHasNoDirectories() {
        host.call("wasi:filesystem/preopens", "get-directories");
        assertEquals("get-directories() -> []\n", host.transcript());
    }

    @Test
    void theCodeOfAFailedStreamIsKnown() {
        code(Optional.of(ErrorCode.NO_ENTRY));
        code(Optional.of(ErrorCode.CROSS_DEVICE));
        code(Optional.of("of another interface"));
        code(Optional.empty());
        assertEquals("""
                filesystem-error-code(error#1) -> some(no-entry)
                filesystem-error-code(error#2) -> some(cross-device)
                filesystem-error-code(error#3) -> none
                filesystem-error-code(error#4) -> none
                """, host.transcript());
    }

    private void code(Optional<Object> code) {
        var error = new IoError(guest.context.get(HostResources.class), new IoFailure("gone", code));
        host.call("wasi:filesystem/types", "filesystem-error-code", error.handle());
    }
}
