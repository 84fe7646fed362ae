package dev.wassette.wasi.http.types;

import dev.wassette.component.engine.Trap;
import dev.wassette.wasi.http.message.ErrorCode;
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
    ///
    /// @throws Trap when it is a response with a larger body than the policy allows
    Optional<PendingResponse.Outcome> take() {
        Optional<PendingResponse.Outcome> outcome = pending.take();
        isTaken = outcome.isPresent();
        if (outcome.isPresent() && outcome.get() instanceof PendingResponse.Failed(ErrorCode code)) {
            OversizedBody.check(code);
        }
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
