package dev.wassette.loader.oci;

import dev.wassette.application.port.out.ComponentSource.Progress;
import dev.wassette.application.port.out.Examination;
import dev.wassette.domain.health.Finding;
import dev.wassette.loader.http.transfer.HttpTransfer;
import dev.wassette.loader.http.transfer.TransferAnswer;
import dev.wassette.loader.http.transfer.TransferFailed;
import dev.wassette.loader.http.transfer.TransferRequest;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/// Whether registries answer (OCI distribution specification 1.1, end-1). That one does not may be the network's fault, so
/// it is a warning.
public final class RegistriesExamination implements Examination {
    private static final String AREA = "registries";

    private final HttpTransfer transfer;
    private final Predicate<String> plain;
    private final List<String> registries;

    /// @param transfer that soon gives up
    /// @param plain whether a registry may be spoken with without TLS
    /// @param registries hosts, with a port if they have one
    public RegistriesExamination(HttpTransfer transfer, Predicate<String> plain, List<String> registries) {
        this.transfer = Objects.requireNonNull(transfer);
        this.plain = Objects.requireNonNull(plain);
        this.registries = List.copyOf(registries);
    }

    @Override
    public List<Finding> findings() {
        return registries.stream().map(this::finding).toList();
    }

    private Finding finding(String registry) {
        try {
            return plain.test(registry) ? ofPlain(registry) : answered(registry, ask("https", registry));
        } catch (TransferFailed e) {
            return Finding.warning(AREA, registry + " " + e.getMessage());
        }
    }

    private Finding ofPlain(String registry) throws TransferFailed {
        try {
            return answered(registry, ask("https", registry));
        } catch (TransferFailed _) {
            return answered(registry, ask("http", registry));
        }
    }

    private TransferAnswer ask(String scheme, String registry) throws TransferFailed {
        return transfer.send(TransferRequest.get(URI.create(scheme + "://" + registry + "/v2/"), OciLimits.MAX_MANIFEST_BYTES,
                "Asking " + registry), Progress.NONE);
    }

    /// One that wants credentials answers too.
    private static Finding answered(String registry, TransferAnswer answer) {
        return answer.status() == 200 || answer.status() == 401 ? Finding.ok(AREA, registry + " answers")
                : Finding.warning(AREA, registry + " answers like no registry: with status " + answer.status());
    }
}
