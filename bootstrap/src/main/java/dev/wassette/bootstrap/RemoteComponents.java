package dev.wassette.bootstrap;

import dev.wassette.application.port.out.ComponentCatalogs;
import dev.wassette.application.port.out.ComponentPublisher;
import dev.wassette.application.port.out.ComponentSource;
import dev.wassette.application.port.out.DownloadCache;
import dev.wassette.application.port.out.Examination;
import dev.wassette.application.port.out.RegistryCredentials;
import dev.wassette.cli.Downloads;
import dev.wassette.domain.health.Finding;
import dev.wassette.loader.http.HttpCatalogs;
import dev.wassette.loader.http.HttpComponentSource;
import dev.wassette.loader.http.transfer.Hosts;
import dev.wassette.loader.http.transfer.HttpTransfer;
import dev.wassette.loader.http.transfer.Patience;
import dev.wassette.loader.http.transfer.Proxies;
import dev.wassette.loader.oci.OciComponentSource;
import dev.wassette.loader.oci.OciPublisher;
import dev.wassette.loader.oci.RegistriesExamination;
import dev.wassette.storage.filesystem.CredentialHelper;
import dev.wassette.storage.filesystem.DirectoryDownloadCache;
import dev.wassette.storage.filesystem.DockerCredentials;
import dev.wassette.storage.filesystem.TrustedCertificates;
import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/// What deals with components on other machines.
///
/// @param environment the variables of the process
record RemoteComponents(Downloads downloads, Directories directories, Map<String, String> environment,
        Consumer<String> warnings) {

    /// {@return components on web servers}
    ComponentSource servers() {
        return new HttpComponentSource(transfer(this::isPlainServer), cache());
    }

    /// {@return lists of published components}
    ///
    /// @param places URLs by their names
    ComponentCatalogs catalogs(Supplier<Map<String, String>> places) {
        return new HttpCatalogs(places, new HttpTransfer(this::trusted, this::isPlainServer, Patience.brief(), proxies()), cache(),
                InstantSource.system());
    }

    private boolean isPlainServer(String host) {
        return downloads.allowHttp() || Hosts.isLoopback(host);
    }

    /// {@return components in registries}
    ///
    /// @param isPath whether there is a file of that name, which wins
    ComponentSource registries(Predicate<String> isPath) {
        return new OciComponentSource(transfer(this::isPlain), this::isPlain, credentials(), cache(), isPath);
    }

    /// {@return whether registries answer: the one that documentation names, and those of this network}
    Examination examination() {
        return new RegistriesExamination(new HttpTransfer(this::trusted, this::isPlain, Patience.brief(), proxies()), this::isPlain,
                Stream.concat(Stream.of("ghcr.io"), downloads.insecureRegistries().stream()).toList());
    }

    /// {@return how requests of our own leave this machine}
    List<Finding> way() {
        try {
            return List.of(Finding.ok("network", proxies().find(URI.create("https://ghcr.io/"))
                    .map(proxy -> "Downloads go through the proxy " + proxy).orElse("Downloads go through no proxy")));
        } catch (IOException e) {
            Finding finding = Finding.problem("network", "Nothing can be downloaded: " + e.getMessage());
            return List.of(downloads.proxy().isPresent() ? finding
                    : finding.mendedBy("unset https_proxy HTTPS_PROXY all_proxy ALL_PROXY"));
        }
    }

    ComponentPublisher publisher() {
        return new OciPublisher(transfer(this::isPlain), this::isPlain, credentials(), Instant::now);
    }

    private boolean isPlain(String registry) {
        return Hosts.isLoopback(registry) || downloads.insecureRegistries().contains(registry);
    }

    private HttpTransfer transfer(Predicate<String> plain) {
        return new HttpTransfer(this::trusted, plain, Patience.usual(), proxies());
    }

    /// {@return for requests of our own}
    private Proxies proxies() {
        return Proxies.of(downloads.proxy(), environment).allowingPasswords();
    }

    private SSLContext trusted() throws IOException {
        Optional<Path> more = downloads.certificates();
        if (more.isPresent()) {
            return TrustedCertificates.with(more.get());
        }
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java's trusted certificates cannot be read", e);
        }
    }

    private DownloadCache cache() {
        return new DirectoryDownloadCache(directories.cache().resolve("downloads"), warnings);
    }

    /// Ours are written where our configuration is, in Docker's format; Docker's own are only read.
    RegistryCredentials credentials() {
        Path docker = path("DOCKER_CONFIG").orElse(Path.of(System.getProperty("user.home"), ".docker")).resolve("config.json");
        List<Path> programs = Stream.of(environment.getOrDefault("PATH", "").split(System.getProperty("path.separator")))
                .flatMap(folder -> path(folder, folder).stream()).toList();
        return new DockerCredentials(directories.configuration().resolve("registries.json"), List.of(docker),
                new CredentialHelper(programs, Duration.ofMinutes(1)));
    }

    private Optional<Path> path(String variable) {
        return path(environment.getOrDefault(variable, ""), variable);
    }

    private Optional<Path> path(String value, String origin) {
        try {
            return value.isEmpty() ? Optional.empty() : Optional.of(Path.of(value));
        } catch (InvalidPathException e) {
            warnings.accept("'" + origin + "' is passed over: " + e.getMessage());
            return Optional.empty();
        }
    }
}
