package dev.wassette.cli;

import dev.wassette.cli.Settings.Invalid;
import dev.wassette.cli.syntax.Option;
import dev.wassette.cli.syntax.Parse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Where components may be fetched from, and how.
///
/// @param allowHttp whether URLs with `http` are fetched from other machines too
/// @param insecureRegistries hosts, with a port if they have one, that may be spoken with without TLS; in lower case
/// @param certificates a file with authorities that are trusted beside those of Java
/// @param proxy a URL, perhaps with a password, or `none`; empty where the usual variables of the environment decide
public record Downloads(boolean allowHttp, List<String> insecureRegistries, Optional<Path> certificates,
        Optional<String> proxy) {
    static final Option ALLOW_HTTP = Option.flag("--allow-http", "",
            "Fetch components over plain http from other machines too [env: WASSETTE_ALLOW_HTTP]");
    static final Option INSECURE_REGISTRY = Option.valued("--insecure-registry", "HOST,...",
            "Registries that may be spoken with without TLS [env: WASSETTE_INSECURE_REGISTRIES]");
    static final Option CA_FILE = Option.valued("--ca-file", "PATH",
            "Certificates in PEM format that are trusted for downloads, beside the usual ones [env: WASSETTE_CA_FILE]");
    static final List<Option> ALL = List.of(ALLOW_HTTP, INSECURE_REGISTRY, CA_FILE);

    /// What nobody has changed.
    public static final Downloads USUAL = new Downloads(false, List.of(), Optional.empty(), Optional.empty());

    public Downloads {
        insecureRegistries = List.copyOf(insecureRegistries);
        Objects.requireNonNull(certificates);
        Objects.requireNonNull(proxy);
    }

    /// {@return words without the proxy, whose URL may have a password}
    @Override
    public String toString() {
        return "Downloads[allowHttp=" + allowHttp + ", insecureRegistries=" + insecureRegistries + ", certificates=" + certificates
                + "]";
    }

    static Downloads of(Parse.Given given, Settings settings) throws Invalid, UnusableConfiguration {
        boolean http = given.options().containsKey(ALLOW_HTTP.name()) || settings.yes("WASSETTE_ALLOW_HTTP", "allow_http");
        List<String> registries = settings.text(given, INSECURE_REGISTRY, "WASSETTE_INSECURE_REGISTRIES", "insecure_registries")
                .stream().flatMap(list -> Stream.of(list.toLowerCase(Locale.ROOT).split(","))).map(String::strip)
                .filter(host -> !host.isEmpty()).toList();
        return new Downloads(http, registries, settings.file(given, CA_FILE, "WASSETTE_CA_FILE", "ca_file"),
                settings.text("WASSETTE_PROXY", "proxy"));
    }
}
