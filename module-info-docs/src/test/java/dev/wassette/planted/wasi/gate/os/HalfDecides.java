package dev.wassette.planted.wasi.gate.os;

import dev.wassette.domain.policy.Grant;

/// Opens files and has an opinion, too.
public final class HalfDecides {
    private final Grant grant;

    HalfDecides(Grant grant) {
        this.grant = grant;
    }

    public String name() {
        return grant.toString();
    }
}
