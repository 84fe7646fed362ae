package dev.wassette.wasi.gate;

import dev.wassette.domain.policy.Grant;
import dev.wassette.wasi.io.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.Objects;

/// Watches the sockets of one instance with one thread, which is started for the first of them, and rings when
/// something that a socket asked for has happened. What is to be done then is up to the thread of the instance, except
/// that bytes which the guest has written leave without it.
final class SocketEvents implements AutoCloseable {
    private final Waiting waiting;
    private Selector selector; // null before the first socket; used by the thread of the instance and by the watcher
    private boolean closed;

    SocketEvents(Grant grant, Waiting waiting) {
        Objects.requireNonNull(grant);
        this.waiting = Objects.requireNonNull(waiting);
    }

    /// Watches a channel from now on, for nothing yet.
    ///
    /// @param channel does not block
    /// @param onWritable called by the watching thread when the channel can be written to and asked for that
    SelectionKey watch(SelectableChannel channel, Runnable onWritable) throws IOException {
        if (closed) {
            throw new IllegalStateException("a socket is opened after its instance has ended");
        }
        if (selector == null) {
            selector = Selector.open();
            Selector watched = selector;
            Thread.ofPlatform().daemon().name("sockets of a guest").start(() -> watch(watched));
        }
        return channel.register(selector, 0, onWritable);
    }

    /// Asks for one ring when any of the operations has become possible.
    void ask(SelectionKey key, int operations) {
        try {
            key.interestOpsOr(operations);
            key.selector().wakeup();
        } catch (CancelledKeyException e) {
            waiting.ring(); // closed meanwhile: whoever waits looks again
        }
    }

    /// Lets the system forget a channel that was closed.
    void forget() {
        selector.wakeup();
    }

    private void watch(Selector watched) {
        try {
            while (watched.isOpen()) {
                watched.select(this::happened);
            }
        } catch (ClosedSelectorException e) {
            // the instance has ended
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void happened(SelectionKey key) {
        try {
            int ready = key.readyOps();
            key.interestOpsAnd(~ready);
            if ((ready & SelectionKey.OP_WRITE) != 0) {
                ((Runnable) key.attachment()).run();
            }
        } catch (CancelledKeyException e) {
            // closed while it was looked at
        }
        waiting.ring();
    }

    /// Closes every socket.
    @Override
    public void close() {
        closed = true;
        if (selector == null || !selector.isOpen()) {
            return;
        }
        for (SelectionKey key : List.copyOf(selector.keys())) {
            closeQuietly(key.channel());
        }
        closeQuietly(selector);
    }

    static void closeQuietly(AutoCloseable open) {
        try {
            open.close();
        } catch (Exception e) {
            // nothing is left that could be done about it, and nobody who could be told
        }
    }
}
