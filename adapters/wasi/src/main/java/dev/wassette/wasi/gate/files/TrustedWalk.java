package dev.wassette.wasi.gate.files;

import dev.wassette.domain.policy.StorageDecisions;
import dev.wassette.wasi.filesystem.types.ErrorCode;
import dev.wassette.wasi.filesystem.types.FilesystemError;
import dev.wassette.wasi.gate.os.DirectoryHandle;
import dev.wassette.wasi.limits.FileLimits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Walks a path of the user from the root of the host, through symbolic links.
final class TrustedWalk implements AutoCloseable {
    private final FileGate gate;
    private final LinkCheck check;
    private final Deque<DirectoryHandle> directories = new ArrayDeque<>();
    private final Deque<String> names = new ArrayDeque<>();
    private final List<String> real = new ArrayList<>();
    private int links;

    /// Decides whether a symbolic link is followed.
    @FunctionalInterface
    interface LinkCheck {
        /// @param link its path, free of other symbolic links
        void require(List<String> link) throws FilesystemError;
    }

    TrustedWalk(FileGate gate, List<String> path, LinkCheck check) throws FilesystemError {
        this.gate = gate;
        this.check = check;
        names.addAll(path);
        directories.push(gate.opened(gate.files().root()));
        try {
            walk();
        } catch (FilesystemError e) {
            close();
            throw e;
        }
    }

    /// {@return the same path free of symbolic links, as far as it exists}
    static List<String> realNames(FileGate gate, List<String> path) {
        for (int known = path.size(); known > 0; known--) {
            try (TrustedWalk walk = new TrustedWalk(gate, path.subList(0, known), _ -> {})) {
                return concat(walk.real(), path.subList(known, path.size()));
            } catch (FilesystemError e) {
                // One name less then: the last directory that exists is all that can have another path.
            }
        }
        return path;
    }

    private static List<String> concat(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    DirectoryHandle directory() {
        return directories.peek();
    }

    List<String> real() {
        return List.copyOf(real);
    }

    private void walk() throws FilesystemError {
        while (!names.isEmpty()) {
            String name = names.pop();
            switch (name) {
                case "." -> {}
                case ".." -> up();
                default -> down(name);
            }
        }
    }

    /// Above the root is the root.
    private void up() {
        if (directories.size() > 1) {
            gate.close(directories.pop());
            real.removeLast();
        }
    }

    private void down(String name) throws FilesystemError {
        if (directories.size() > FileLimits.MAX_PATH_NAMES) {
            throw new FilesystemError(ErrorCode.NAME_TOO_LONG);
        }
        DirectoryHandle here = directory();
        if (here.stat(name).isSymbolicLink()) {
            follow(name, here.readSymbolicLink(name));
        } else {
            directories.push(gate.opened(here.openDirectory(name)));
            real.add(name);
        }
    }

    private void follow(String name, String target) throws FilesystemError {
        check.require(concat(real, List.of(name)));
        links++;
        if (links > FileLimits.MAX_LINKS) {
            throw new FilesystemError(ErrorCode.LOOP);
        }
        if (target.startsWith("/")) {
            while (directories.size() > 1) {
                up();
            }
        }
        StorageDecisions.names(target).reversed().forEach(names::push);
    }

    @Override
    public void close() {
        directories.forEach(gate::close);
        directories.clear();
    }
}
