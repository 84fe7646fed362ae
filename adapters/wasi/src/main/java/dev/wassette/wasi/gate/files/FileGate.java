package dev.wassette.wasi.gate.files;

import dev.wassette.component.engine.Trap;
import dev.wassette.component.host.Denials;
import dev.wassette.component.host.HostContext;
import dev.wassette.domain.policy.Grant;
import dev.wassette.wasi.filesystem.types.FilesystemError;
import dev.wassette.wasi.filesystem.types.OpenFile;
import dev.wassette.wasi.gate.os.Handle;
import dev.wassette.wasi.gate.os.HostFiles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The files that one instance may touch, and all that it has open. Touches nothing before the first function is called,
/// nor ever for a grant without storage. Used and closed by the thread of the instance.
public final class FileGate implements HostContext.HostPart {
    private final Grant grant;
    private final Denials denials;
    private final Consumer<String> warnings;
    private final Supplier<HostFiles> system;
    private final List<Handle> kept = new ArrayList<>();
    private final Set<Handle> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private HostFiles files; // null before the first use
    private List<Preopened> preopened; // null before the first use

    /// A granted directory.
    ///
    /// @param path what the guest calls it
    public record Preopen(OpenFile directory, String path) {
        public Preopen {
            Objects.requireNonNull(directory);
            Objects.requireNonNull(path);
        }
    }

    /// @param warnings gets a line for each granted directory that cannot be given
    public FileGate(Grant grant, Denials denials, Consumer<String> warnings) {
        this(grant, denials, warnings, HostFiles::open);
    }

    FileGate(Grant grant, Denials denials, Consumer<String> warnings, Supplier<HostFiles> system) {
        this.grant = Objects.requireNonNull(grant);
        this.denials = Objects.requireNonNull(denials);
        this.warnings = Objects.requireNonNull(warnings);
        this.system = Objects.requireNonNull(system);
    }

    /// {@return the granted directories, each open once more}
    public List<Preopen> directories() {
        if (preopened == null) {
            preopened = preopen();
        }
        List<Preopen> directories = new ArrayList<>();
        for (Preopened each : preopened) {
            try {
                directories.add(new Preopen(each.reopen(this), each.place().guest()));
            } catch (FilesystemError e) {
                warnings.accept("the granted directory " + each.place().guest() + " is gone: " + e.code());
            }
        }
        return directories;
    }

    private List<Preopened> preopen() {
        if (grant.storage().allow().isEmpty()) {
            return List.of();
        }
        files = system.get();
        return new Preopening(this, grant, denials, warnings).all();
    }

    HostFiles files() {
        return files;
    }

    /// Counts a handle as open until [#close(Handle)], or else until the instance ends.
    ///
    /// @throws Trap when there are too many
    <H extends Handle> H opened(H handle) {
        open.add(handle);
        if (open.size() > grant.resources().openFiles()) {
            close(handle);
            throw new Trap(Trap.Kind.HOST, "the guest has " + open.size() + " files and directories open, the most that a"
                    + " call may have, and opens one more (permissions.resources.limits.open_files in its policy)");
        }
        return handle;
    }

    /// Keeps a handle open until the instance ends, and does not count it: there is one for each permission.
    <H extends Handle> H kept(H handle) {
        kept.add(handle);
        return handle;
    }

    /// Closes what is still open.
    void close(Handle handle) {
        if (open.remove(handle)) {
            handle.close();
        }
    }

    /// {@return how many handles are open}
    int openCount() {
        return open.size();
    }

    @Override
    public void close() {
        List.copyOf(open).forEach(this::close);
        kept.forEach(Handle::close);
        kept.clear();
        if (files != null) {
            files.close();
            files = null;
        }
    }
}
