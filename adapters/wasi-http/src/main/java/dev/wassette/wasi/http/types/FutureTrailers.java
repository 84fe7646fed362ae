package dev.wassette.wasi.http.types;

import dev.wassette.wasi.http.message.BodyPipe;
import dev.wassette.wasi.io.HostResource;
import dev.wassette.wasi.io.HostResources;
import dev.wassette.wasi.io.Readiness;
import java.util.Optional;

/// `wasi:http/types.future-trailers`: ready when all of the body has arrived, read or not.
final class FutureTrailers extends HostResource implements Readiness {
    private final BodyPipe pipe;
    private boolean isTaken;

    FutureTrailers(HostResources resources, BodyPipe pipe) {
        super(TypesWit.FUTURE_TRAILERS, resources);
        this.pipe = pipe;
    }

    /// {@return whether the end of the body was taken before}
    boolean isTaken() {
        return isTaken;
    }

    /// {@return how the body has ended, to be taken once; empty while it has not}
    Optional<BodyPipe.End> take() {
        Optional<BodyPipe.End> end = pipe.end();
        isTaken = end.isPresent();
        return end;
    }

    @Override
    public long nanosUntilReady() {
        return pipe.isReadable() ? 0 : UNTIL_RING;
    }

    @Override
    protected void released() {
        pipe.abandon();
    }
}
