package dev.wassette.wasi.gate;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// An operation of the network that did not succeed: an error for the guest to handle.
public final class NetworkFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /// What the system says, for errors that Java has no exception of its own for. A system that speaks another
    /// language than English is understood by the exceptions alone.
    private static final List<Wording> WORDINGS = List.of(
            new Wording("timed out", NetworkError.TIMEOUT),
            new Wording("connection reset", NetworkError.CONNECTION_RESET),
            new Wording("connection refused", NetworkError.CONNECTION_REFUSED),
            new Wording("connection abort", NetworkError.CONNECTION_ABORTED),
            new Wording("broken pipe", NetworkError.CONNECTION_RESET),
            new Wording("unreachable", NetworkError.REMOTE_UNREACHABLE),
            new Wording("no route to host", NetworkError.REMOTE_UNREACHABLE),
            new Wording("message too long", NetworkError.DATAGRAM_TOO_LARGE),
            new Wording("already in use", NetworkError.ADDRESS_IN_USE),
            new Wording("cannot assign requested address", NetworkError.ADDRESS_NOT_BINDABLE),
            new Wording("permission denied", NetworkError.ACCESS_DENIED),
            new Wording("not permitted", NetworkError.ACCESS_DENIED),
            new Wording("too many open files", NetworkError.NEW_SOCKET_LIMIT),
            new Wording("no buffer space", NetworkError.OUT_OF_MEMORY),
            new Wording("cannot allocate memory", NetworkError.OUT_OF_MEMORY),
            new Wording("invalid argument", NetworkError.INVALID_ARGUMENT));

    private final NetworkError error;

    private record Wording(String part, NetworkError error) {}

    public NetworkFailure(NetworkError error) {
        super(error.name(), null, false, false);
        this.error = Objects.requireNonNull(error);
    }

    public NetworkError error() {
        return error;
    }

    /// {@return what the guest learns of an exception: its kind, never its text}
    static NetworkFailure of(IOException e) {
        String said = Optional.ofNullable(e.getMessage()).orElse("").toLowerCase(Locale.ROOT);
        return new NetworkFailure(WORDINGS.stream().filter(wording -> said.contains(wording.part()))
                .map(Wording::error).findFirst().orElseGet(() -> byKind(e)));
    }

    private static NetworkError byKind(IOException e) {
        return switch (e) {
            case ConnectException _ -> NetworkError.CONNECTION_REFUSED;
            case PortUnreachableException _ -> NetworkError.CONNECTION_REFUSED;
            case NoRouteToHostException _ -> NetworkError.REMOTE_UNREACHABLE;
            case BindException _ -> NetworkError.ADDRESS_NOT_BINDABLE;
            default -> NetworkError.UNKNOWN;
        };
    }
}
