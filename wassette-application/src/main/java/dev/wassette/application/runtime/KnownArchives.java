package dev.wassette.application.runtime;

import dev.wassette.domain.Digest;
import java.util.List;
import java.util.Optional;

/// The archives that are installed without further questions.
///
/// An archive is in this list only when its bytes were at hand and their digest was computed from them; a digest that
/// somebody else has written down is no reason.
final class KnownArchives {
    /// @param platform as Wasmtime's project writes it
    /// @param url where its project publishes it
    record KnownArchive(String version, String platform, String url, Digest digest) {}

    private static final List<KnownArchive> ALL = List.of(
            new KnownArchive("49.0.0", "x86_64-linux",
                    // The path is part of the proof: the index names each file by the BLAKE2b digest of its content.
                    "https://files.pythonhosted.org/packages/6b/49/"
                            + "d62b41a6ae9063681bb6af018ff49b75d49f853bbf672c7ddebedf21d69e/"
                            + "wasmtime-49.0.0-py3-none-manylinux1_x86_64.whl",
                    new Digest("94f0288f9e1c33924995a72bb769f4c4e2885002391589dd6992cdaa35d1990a")));

    private KnownArchives() {}

    static Optional<KnownArchive> forPlatform(String platform) {
        return ALL.stream().filter(known -> known.platform().equals(platform)).findFirst();
    }

    static boolean contains(Digest digest) {
        return ALL.stream().anyMatch(known -> known.digest().equals(digest));
    }
}
