package dev.wassette.wasi.gate.files;

import dev.wassette.domain.policy.Access;
import dev.wassette.wasi.filesystem.types.DescriptorFlag;
import dev.wassette.wasi.filesystem.types.ErrorCode;
import dev.wassette.wasi.filesystem.types.FilesystemError;
import dev.wassette.wasi.filesystem.types.OpenFlag;
import dev.wassette.wasi.gate.os.DirectoryHandle.Mode;
import java.util.EnumSet;
import java.util.Set;

/// What an `open-at` asks for.
record Opening(Set<OpenFlag> how, Set<DescriptorFlag> flags) {
    Opening {
        how = Set.copyOf(how);
        flags = Set.copyOf(flags);
    }

    /// @throws FilesystemError `invalid` when the flags contradict each other
    static Opening of(Set<OpenFlag> how, Set<DescriptorFlag> flags) throws FilesystemError {
        if (how.contains(OpenFlag.DIRECTORY) && how.size() > 1) {
            throw new FilesystemError(ErrorCode.INVALID);
        }
        return new Opening(how, flags);
    }

    boolean creates() {
        return how.contains(OpenFlag.CREATE);
    }

    boolean isExclusive() {
        return creates() && how.contains(OpenFlag.EXCLUSIVE);
    }

    boolean truncates() {
        return how.contains(OpenFlag.TRUNCATE);
    }

    boolean isForDirectory() {
        return how.contains(OpenFlag.DIRECTORY);
    }

    /// {@return whether a directory cannot be what is meant}
    boolean isForFile() {
        return access().contains(Access.WRITE);
    }

    /// {@return what must be allowed; a file that is opened for nothing is opened for reading}
    Set<Access> access() {
        Set<Access> access = EnumSet.copyOf(use());
        if (creates() || truncates()) {
            access.add(Access.WRITE);
        }
        return access;
    }

    /// {@return what the descriptor is good for}
    Set<Access> use() {
        Set<Access> use = EnumSet.noneOf(Access.class);
        boolean writes = flags.contains(DescriptorFlag.WRITE);
        if (writes) {
            use.add(Access.WRITE);
        }
        if (flags.contains(DescriptorFlag.READ) || !writes) {
            use.add(Access.READ);
        }
        return use;
    }

    Set<Mode> mode() {
        Set<Mode> mode = EnumSet.noneOf(Mode.class);
        add(mode, use().contains(Access.READ), Mode.READ);
        add(mode, isForFile(), Mode.WRITE);
        add(mode, creates(), Mode.CREATE);
        add(mode, isExclusive(), Mode.EXCLUSIVE);
        add(mode, flags.contains(DescriptorFlag.DATA_INTEGRITY_SYNC), Mode.DATA_SYNC);
        add(mode, flags.contains(DescriptorFlag.FILE_INTEGRITY_SYNC)
                || flags.contains(DescriptorFlag.REQUESTED_WRITE_SYNC), Mode.FILE_SYNC);
        return mode;
    }

    private static void add(Set<Mode> modes, boolean condition, Mode mode) {
        if (condition) {
            modes.add(mode);
        }
    }
}
