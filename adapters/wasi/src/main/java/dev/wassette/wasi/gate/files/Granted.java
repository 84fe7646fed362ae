package dev.wassette.wasi.gate.files;

import dev.wassette.wasi.filesystem.types.FilesystemError;
import dev.wassette.wasi.filesystem.types.OpenFile;
import dev.wassette.wasi.gate.os.FileStat;

/// What every open file of the gate has.
interface Granted extends OpenFile {

    FileStat current() throws FilesystemError;

    @Override
    default boolean isSameObject(OpenFile other) {
        try {
            return other instanceof Granted granted && current().isSameFile(granted.current());
        } catch (FilesystemError e) {
            return false;
        }
    }
}
