package dev.wassette.wasi.gate;

import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.policy.IpAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A name whose addresses are asked for, or known. Safe for use by several threads.
public final class Lookup {
    private volatile List<IpAddress> addresses; // null before the answer
    private volatile NetworkFailure failure; // null while there is none

    Lookup(Grant grant) {
        Objects.requireNonNull(grant);
    }

    void answer(List<IpAddress> found) {
        addresses = List.copyOf(found);
    }

    void fail(NetworkError why) {
        failure = new NetworkFailure(why);
    }

    public boolean isAnswered() {
        return addresses != null || failure != null;
    }

    /// {@return the addresses; empty while they are not known}
    ///
    /// @throws NetworkFailure when there will be none
    public Optional<List<IpAddress>> addresses() throws NetworkFailure {
        if (failure != null) {
            throw failure;
        }
        return Optional.ofNullable(addresses);
    }
}
