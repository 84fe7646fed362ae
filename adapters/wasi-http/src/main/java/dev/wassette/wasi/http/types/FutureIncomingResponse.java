package dev.wassette.wasi.http.types;

import dev.wassette.wasi.http.message.PendingResponse;
import dev.wassette.wasi.io.HostResource;
import dev.wassette.wasi.io.HostResources;
import dev.wassette.wasi.io.Readiness;
import java.util.Optional;

/// `wasi:http/types.future-incoming-response`.
final class FutureIncomingResponse extends HostResource implements Readiness {
    private final PendingResponse pending;
    private boolean isTaken;

    FutureIncomingResponse(HostResources resources, PendingResponse pending) {
        super(TypesWit.FUTURE_INCOMING_RESPONSE, resources);
        this.pending = pending;
    }

    /// {@return whether the outcome was taken before}
    boolean isTaken() {
        return isTaken;
    }

    /// {@return the outcome, at most once}
    Optional<PendingResponse.Outcome> take() {
        Optional<PendingResponse.Outcome> outcome = pending.take();
        isTaken = outcome.isPresent();
        return outcome;
    }

    @Override
    public long nanosUntilReady() {
        return isTaken || pending.isReady() ? 0 : UNTIL_RING;
    }

    @Override
    protected void released() {
        pending.close();
    }
}
