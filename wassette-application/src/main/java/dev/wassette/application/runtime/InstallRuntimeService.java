package dev.wassette.application.runtime;

import dev.wassette.application.port.in.InstallRuntime;
import dev.wassette.application.port.out.CoreEngines;
import dev.wassette.application.port.out.CoreEngines.Fails;
import dev.wassette.application.port.out.CoreEngines.Runs;
import dev.wassette.application.port.out.RuntimeArchives;
import dev.wassette.application.port.out.RuntimeArchives.Archive;
import dev.wassette.application.port.out.RuntimeArchives.Fetched;
import dev.wassette.application.port.out.RuntimeArchives.Refused;
import dev.wassette.application.port.out.RuntimeArchives.Unavailable;
import dev.wassette.application.port.out.RuntimeArchives.Unpacked;
import dev.wassette.application.runtime.KnownArchives.KnownArchive;
import dev.wassette.domain.Digest;
import java.util.Objects;
import java.util.Optional;

/// Decides which archive is trusted; nothing of an archive is looked at before its digest is.
public final class InstallRuntimeService implements InstallRuntime {
    private static final String RELEASES = "https://github.com/bytecodealliance/wasmtime/releases";

    private final RuntimeArchives archives;
    private final CoreEngines engines;

    public InstallRuntimeService(RuntimeArchives archives, CoreEngines engines) {
        this.archives = Objects.requireNonNull(archives);
        this.engines = Objects.requireNonNull(engines);
    }

    @Override
    public Outcome install(Request request, Progress progress) {
        Optional<KnownArchive> known = KnownArchives.forPlatform(archives.platform());
        Optional<String> reference = request.from().or(() -> known.map(KnownArchive::url));
        if (reference.isEmpty()) {
            return new NotInstalled(nothingKnown());
        }
        return switch (archives.fetch(reference.get(), progress::received)) {
            case Unavailable(String reason) -> new NotInstalled(reason + (request.from().isPresent() ? ""
                    : " Where there is no network, bring that file here and name it with --from."));
            case Fetched(Archive archive) -> {
                try (archive) {
                    yield installed(archive, request.digest(), reference.get());
                }
            }
        };
    }

    private String nothingKnown() {
        return "No archive for " + archives.platform() + " was checked in advance. Download wasmtime-v49.0.0-"
                + archives.platform() + "-c-api from " + RELEASES + " and give the file with --from and the digest that "
                + "is stated there with --sha256.";
    }

    private Outcome installed(Archive archive, Optional<Digest> wanted, String reference) {
        Digest digest = archive.digest();
        if (wanted.isPresent() && !digest.equals(wanted.get())) {
            return new NotInstalled(reference + " has the SHA-256 digest " + digest.hex() + " and not " + wanted.get().hex()
                    + ": it is not what you asked for, or it was damaged on its way.");
        }
        if (wanted.isEmpty() && !KnownArchives.contains(digest)) {
            return new NotInstalled(reference + " is not among the known archives. Its SHA-256 digest is " + digest.hex()
                    + "; compare that with what its publisher states elsewhere, and if they agree, say --sha256 "
                    + digest.hex());
        }
        return switch (archive.install()) {
            case Refused(String reason) -> new NotInstalled(reason);
            case Unpacked(String version, String file) -> new Installed(version, file, digest, problem(file));
        };
    }

    private Optional<String> problem(String file) {
        return switch (engines.tryOut(RuntimeOrder.LIBRARY, Optional.of(file))) {
            case Runs _ -> Optional.empty();
            case Fails(String reason) -> Optional.of(reason);
        };
    }
}
