package dev.wassette.wasi.gate;

import dev.wassette.wasi.limits.WasiLimits;
import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.NetworkChannel;
import jdk.net.ExtendedSocketOptions;

/// A number that a guest may set for a socket. What is beyond the greatest is taken as the greatest, as wasi:sockets
/// permits; 0 is refused.
public enum SocketSetting {
    /// In nanoseconds, rounded up to seconds.
    KEEP_ALIVE_IDLE_TIME(ExtendedSocketOptions.TCP_KEEPIDLE, SocketSetting.SECOND, 32_767),
    /// In nanoseconds, rounded up to seconds.
    KEEP_ALIVE_INTERVAL(ExtendedSocketOptions.TCP_KEEPINTERVAL, SocketSetting.SECOND, 32_767),
    KEEP_ALIVE_COUNT(ExtendedSocketOptions.TCP_KEEPCOUNT, 1, 127),
    /// In bytes.
    RECEIVE_BUFFER_SIZE(StandardSocketOptions.SO_RCVBUF, 1, WasiLimits.MAX_SOCKET_BUFFER_BYTES),
    /// In bytes.
    SEND_BUFFER_SIZE(StandardSocketOptions.SO_SNDBUF, 1, WasiLimits.MAX_SOCKET_BUFFER_BYTES);

    private static final long SECOND = 1_000_000_000;

    private final SocketOption<Integer> option;
    private final long unit;
    private final int greatest;

    /// @param unit how much the system counts as 1
    /// @param greatest what Linux takes, or what we allow, in that unit
    SocketSetting(SocketOption<Integer> option, long unit, int greatest) {
        this.option = option;
        this.unit = unit;
        this.greatest = greatest;
    }

    long get(NetworkChannel channel) throws NetworkFailure {
        requireSupport(channel);
        try {
            return channel.getOption(option) * unit;
        } catch (IOException e) {
            throw NetworkFailure.of(e);
        }
    }

    /// @param value unsigned
    void set(NetworkChannel channel, long value) throws NetworkFailure {
        if (value == 0) {
            throw new NetworkFailure(NetworkError.INVALID_ARGUMENT);
        }
        requireSupport(channel);
        try {
            channel.setOption(option, inUnits(value));
        } catch (IOException e) {
            throw NetworkFailure.of(e);
        }
    }

    private int inUnits(long value) {
        long whole = Long.divideUnsigned(value, unit);
        long roundedUp = Long.remainderUnsigned(value, unit) == 0 ? whole : whole + 1;
        return Long.compareUnsigned(roundedUp, greatest) < 0 ? (int) roundedUp : greatest;
    }

    private void requireSupport(NetworkChannel channel) throws NetworkFailure {
        if (!channel.supportedOptions().contains(option)) {
            throw new NetworkFailure(NetworkError.NOT_SUPPORTED);
        }
    }
}
