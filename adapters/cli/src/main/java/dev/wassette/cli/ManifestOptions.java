package dev.wassette.cli;

import dev.wassette.cli.Settings.Invalid;
import dev.wassette.cli.syntax.Option;
import dev.wassette.cli.syntax.Parse;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Which components are there before a server serves (contract J).
///
/// @param manifest a file that names them
/// @param continues whether the server serves although some of them are not there
public record ManifestOptions(Optional<Path> manifest, boolean continues) {
    private static final Option MANIFEST = Option.valued("--manifest", "PATH",
            "Load the components that this file names, with their permissions, before anything is served");
    private static final Option CONTINUE = Option.flag("--continue-on-provisioning-failure", "",
            "Serve although a component of the manifest cannot be loaded");
    static final List<Option> ALL = List.of(MANIFEST, CONTINUE);

    public ManifestOptions {
        Objects.requireNonNull(manifest);
    }

    static ManifestOptions of(Parse.Given given, Settings settings) throws Invalid, UnusableConfiguration {
        boolean continues = given.options().containsKey(CONTINUE.name());
        Optional<Path> manifest = settings.path(given, MANIFEST);
        if (continues && manifest.isEmpty()) {
            throw new Invalid("the argument '" + CONTINUE.name() + "' needs '--manifest <PATH>'");
        }
        return new ManifestOptions(manifest, continues);
    }
}
