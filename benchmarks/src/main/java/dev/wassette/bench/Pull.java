package dev.wassette.bench;

import dev.wassette.application.port.out.ComponentPublisher.Parts;
import dev.wassette.application.port.out.ComponentPublisher.Published;
import dev.wassette.application.port.out.ComponentSource;
import dev.wassette.application.port.out.ComponentSource.Fetched;
import dev.wassette.application.port.out.ComponentSource.Progress;
import dev.wassette.application.port.out.ComponentSource.Wanted;
import dev.wassette.application.port.out.RegistryCredentials;
import dev.wassette.loader.http.transfer.Hosts;
import dev.wassette.loader.http.transfer.HttpTransfer;
import dev.wassette.loader.http.transfer.Patience;
import dev.wassette.loader.oci.OciComponentSource;
import dev.wassette.loader.oci.OciPublisher;
import dev.wassette.storage.filesystem.CredentialHelper;
import dev.wassette.storage.filesystem.DirectoryDownloadCache;
import dev.wassette.storage.filesystem.DockerCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// Pulls of one component from a registry on loopback, beside `skopeo copy` of the same artifact: `main HOST:PORT FILE`. Each
/// pull has a new cache; then the same is taken from that cache by its digest. What is compiled later is no part of it.
public final class Pull {
    private static final int RUNS = 15;

    private final RegistryCredentials credentials =
            new DockerCredentials(Path.of("/nowhere"), List.of(), new CredentialHelper(List.of(), Duration.ZERO));
    private final HttpTransfer transfer = new HttpTransfer(Pull::trusted, Hosts::isLoopback, Patience.usual());

    private Pull() {}

    private static SSLContext trusted() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @param arguments the registry and the file of a component
    public static void main(String[] arguments) throws Exception {
        new Pull().measure("oci://" + arguments[0] + "/bench/component:1", Files.readAllBytes(Path.of(arguments[1])));
    }

    private void measure(String reference, byte[] component) throws Exception {
        var publisher = new OciPublisher(transfer, Hosts::isLoopback, credentials, () -> Instant.EPOCH);
        var parts = new Parts(component, List.of(), List.of(), Optional.empty(), Map.of());
        if (!(publisher.publish(reference, parts, Progress.NONE) instanceof Published published)) {
            throw new IllegalStateException("not published");
        }
        double[] pulls = new double[RUNS];
        double[] cached = new double[RUNS];
        double[] copies = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            Path folder = Files.createTempDirectory("pull");
            pulls[run] = fetched(new Wanted(reference), folder);
            cached[run] = fetched(new Wanted(published.reference()), folder);
            copies[run] = copied(reference, folder.resolve("copy"));
        }
        print("pull", pulls);
        print("the same digest again", cached);
        print("skopeo copy", copies);
    }

    private double fetched(Wanted wanted, Path folder) {
        ComponentSource source = new OciComponentSource(transfer, Hosts::isLoopback, credentials,
                new DirectoryDownloadCache(folder.resolve("cache"), warning -> {
                    throw new IllegalStateException(warning);
                }), _ -> false);
        long start = System.nanoTime();
        if (!(source.fetch(wanted) instanceof Fetched)) {
            throw new IllegalStateException("not fetched");
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static double copied(String reference, Path to) throws IOException, InterruptedException {
        long start = System.nanoTime();
        int status = new ProcessBuilder("skopeo", "copy", "--quiet", "--src-tls-verify=false",
                reference.replace("oci://", "docker://"), "dir:" + to).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IllegalStateException("skopeo ended with " + status);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static void print(String what, double[] times) {
        double[] later = Arrays.copyOfRange(times, 1, times.length);
        Arrays.sort(later);
        System.out.printf("%-22s first %6.0f ms, then %6.1f ms (median of %d; %.1f to %.1f)%n", what, times[0],
                later[later.length / 2], later.length, later[0], later[later.length - 1]);
    }
}
