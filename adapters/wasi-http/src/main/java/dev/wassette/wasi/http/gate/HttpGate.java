package dev.wassette.wasi.http.gate;

import dev.wassette.component.host.Denial;
import dev.wassette.component.host.Denials;
import dev.wassette.domain.policy.Grant;
import java.util.Locale;
import java.util.Objects;

/// Where every outgoing request has to pass. A grant names no hosts, so none does.
public final class HttpGate {
    private final Denials denials;

    public HttpGate(Grant grant, Denials denials) {
        Objects.requireNonNull(grant);
        this.denials = Objects.requireNonNull(denials);
    }

    /// Refuses a request and notes which permission it lacks.
    ///
    /// @param scheme `http` or `https`
    /// @param authority a host, possibly with a port
    public void refuse(String scheme, String authority) {
        denials.add(new Denial(Denial.Permission.NETWORK, scheme + "://" + authority.toLowerCase(Locale.ROOT)));
    }
}
