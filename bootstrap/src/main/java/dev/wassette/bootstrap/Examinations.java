package dev.wassette.bootstrap;

import dev.wassette.application.Application;
import dev.wassette.application.StoredPermissions;
import dev.wassette.application.doctor.ClientsExamination;
import dev.wassette.application.doctor.ComponentsExamination;
import dev.wassette.application.doctor.DiagnoseService;
import dev.wassette.application.port.in.ConfigureClients;
import dev.wassette.application.port.in.Diagnose;
import dev.wassette.application.port.out.Examination;
import dev.wassette.application.port.out.TrustSource;
import dev.wassette.cli.Folders;
import dev.wassette.cli.UnusableConfiguration;
import dev.wassette.domain.health.Finding;
import dev.wassette.sandbox.ComponentReader;
import dev.wassette.storage.filesystem.FoldersExamination;
import dev.wassette.storage.filesystem.FoldersExamination.Folder;
import dev.wassette.storage.filesystem.SecretsExamination;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// What `wassette doctor` looks at. Apart from [Wiring], so that no class of it is loaded by a server.
record Examinations(Directories directories, Folders folders) {
    /// Bytes that should be free: a large component, its compiled code, and their copies while they are replaced.
    private static final long LEAST_ROOM = 300_000_000;

    Examinations {
        Objects.requireNonNull(directories);
        Objects.requireNonNull(folders);
    }

    Diagnose of(Application.PolicyPorts ports, TrustSource trust, ConfigureClients clients, Examination runtime,
            RemoteComponents remote, boolean online) {
        Path secrets = folders.secrets().orElseGet(() -> directories.configuration().resolve("secrets"));
        return new DiagnoseService(Stream.concat(Stream.of(process(), runtime, places(secrets),
                new SecretsExamination(secrets, List.of(directories.configuration().resolve("registries.json"),
                        directories.state().resolve("code-cache.key"))),
                new ComponentsExamination(ports.components(), new ComponentReader(),
                        new StoredPermissions(ports).getPolicy(), ports.commandOptions()),
                () -> trusted(trust), remote::way, new ClientsExamination(clients)),
                online ? Stream.of(remote.examination()) : Stream.<Examination>empty()).toList());
    }

    private static Examination process() {
        return new ProcessExamination(Runtime.version(), ManagementFactory.getRuntimeMXBean().getInputArguments(),
                Optional.ofNullable(System.getProperty("dev.wassette.launcher")));
    }

    private Examination places(Path secrets) {
        Path components = folders.plugins().orElseGet(() -> directories.data().resolve("components"));
        return new FoldersExamination(List.of(new Folder("components", components, false), new Folder("secrets", secrets, true),
                new Folder("compiled code", directories.cache().resolve("code"), true),
                new Folder("downloads", directories.cache().resolve("downloads"), false),
                new Folder("state", directories.state(), true)), LEAST_ROOM);
    }

    private static List<Finding> trusted(TrustSource trust) {
        try {
            trust.current();
            return List.of(Finding.ok("trust", "The trust policy is understood"));
        } catch (IOException e) {
            // A configuration that cannot be understood was named before.
            return e.getCause() instanceof UnusableConfiguration ? List.of()
                    : List.of(Finding.problem("trust", "Nothing can be loaded: " + e.getMessage()));
        }
    }
}
