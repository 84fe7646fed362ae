package dev.wassette.wasi.http.message;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/// A body on its way between the thread of the instance, which never waits in here, and a thread of the gate, which
/// does. Holds at most [HttpLimits#MAX_PIPE_BYTES], and no more than its space has left, so the slower side slows the
/// faster one down.
///
/// Invariant: what is put in after the end, or after the taker has gone, is forgotten.
public final class BodyPipe {
    private final PipeSpace space;
    private final Runnable ring;
    private final Runnable whenAbandoned;
    // all guarded by this
    private final Deque<byte[]> chunks = new ArrayDeque<>();
    private int takenOfFirst;
    private int size;
    private long total;
    private Optional<End> end = Optional.empty();
    private long reserved;
    private volatile boolean isAbandoned; // changed while holding this
    private volatile boolean isDiscarding; // changed while holding this

    /// How a body ends.
    public sealed interface End {}

    public record Finished(Optional<FieldMap> trailers) implements End {
        public Finished {
            Objects.requireNonNull(trailers);
        }
    }

    public record Failed(ErrorCode code) implements End {
        public Failed {
            Objects.requireNonNull(code);
        }
    }

    /// @param space shared with the other bodies that go the same way
    /// @param ring called after each change, by the thread that made it; wakes the thread of the instance
    /// @param whenAbandoned called once, when the taker goes before the end
    public BodyPipe(PipeSpace space, Runnable ring, Runnable whenAbandoned) {
        this.space = Objects.requireNonNull(space);
        this.ring = Objects.requireNonNull(ring);
        this.whenAbandoned = Objects.requireNonNull(whenAbandoned);
    }

    /// {@return how many bytes [#add] may bring just now}
    public synchronized int room() {
        return Math.min(HttpLimits.MAX_PIPE_BYTES - size, space.left());
    }

    /// {@return whether the taker has gone}
    public synchronized boolean isAbandoned() {
        return isAbandoned;
    }

    /// {@return how many bytes were put in so far}
    public synchronized long total() {
        return total;
    }

    /// {@return the length of the body when all of it is here and no trailers follow}
    public synchronized OptionalLong knownLength() {
        boolean isKnown = end.isPresent() && end.get() instanceof Finished(Optional<FieldMap> trailers)
                && trailers.isEmpty();
        return isKnown ? OptionalLong.of(total) : OptionalLong.empty();
    }

    /// Puts bytes in without waiting.
    ///
    /// @param chunk kept; no longer than [#room]
    public synchronized void add(byte[] chunk) {
        if (chunk.length > room()) {
            throw new IllegalArgumentException(chunk.length + " bytes do not fit into " + room());
        }
        space.take(chunk.length);
        keep(chunk);
    }

    /// Puts bytes in, once there is room.
    ///
    /// @param chunk kept
    /// @return whether anybody still wants more
    public boolean put(byte[] chunk) throws InterruptedException {
        boolean hasSpace = space.await(chunk.length, this::isUnwanted);
        return hasSpace ? putIntoSpace(chunk) : !isAbandoned;
    }

    private boolean isUnwanted() {
        return isAbandoned || isDiscarding;
    }

    private synchronized boolean putIntoSpace(byte[] chunk) throws InterruptedException {
        try {
            while (chunk.length > HttpLimits.MAX_PIPE_BYTES - size && !isUnwanted()) {
                wait();
            }
        } catch (InterruptedException e) {
            space.free(chunk.length);
            throw e;
        }
        keep(chunk);
        return !isAbandoned;
    }

    /// Puts in bytes that have their space.
    private void keep(byte[] chunk) {
        total += chunk.length;
        if (chunk.length > 0 && !isUnwanted() && end.isEmpty()) {
            chunks.add(chunk);
            size += chunk.length;
            changed();
        } else {
            space.free(chunk.length);
        }
    }

    /// Has what comes with the body take space, too, until the taker goes. Waits until there is some.
    public void reserve(int bytes) throws InterruptedException {
        if (space.await(bytes, () -> isAbandoned)) {
            reserveSpace(bytes);
        }
    }

    private synchronized void reserveSpace(int bytes) {
        if (isAbandoned) {
            space.free(bytes);
        } else {
            reserved += bytes;
        }
    }

    /// Says that no more comes. Only the first end counts.
    public synchronized void end(End how) {
        if (end.isEmpty()) {
            end = Optional.of(how);
            changed();
        }
    }

    /// Takes bytes without waiting.
    ///
    /// @return at most `max` bytes; none when there are none just now
    public synchronized byte[] poll(int max) {
        byte[] first = chunks.peek();
        if (first == null || max == 0) {
            return new byte[0];
        }
        int length = Math.min(max, first.length - takenOfFirst);
        byte[] taken = length == first.length ? first
                : Arrays.copyOfRange(first, takenOfFirst, takenOfFirst + length);
        takenOfFirst += length;
        size -= length;
        space.free(length);
        if (takenOfFirst == first.length) {
            chunks.remove();
            takenOfFirst = 0;
        }
        changed();
        return taken;
    }

    /// Takes bytes, once there are some.
    ///
    /// @return empty when the body has ended
    public synchronized Optional<byte[]> take() throws InterruptedException {
        while (size == 0 && end.isEmpty()) {
            wait();
        }
        return size == 0 ? Optional.empty() : Optional.of(poll(Integer.MAX_VALUE));
    }

    /// {@return how the body has ended, once all its bytes are taken}
    public synchronized Optional<End> end() {
        return size == 0 ? end : Optional.empty();
    }

    /// {@return whether a taker would get bytes or the end}
    public synchronized boolean isReadable() {
        return size > 0 || end.isPresent();
    }

    /// The taker goes: what is here and what still comes is forgotten.
    public void abandon() {
        if (letGo()) {
            whenAbandoned.run();
        }
    }

    private synchronized boolean letGo() {
        boolean wasWanted = !isAbandoned && end.isEmpty();
        isAbandoned = true;
        space.free(reserved);
        reserved = 0;
        forget();
        return wasWanted;
    }

    /// The taker wants only to know how the body ends.
    public synchronized void discard() {
        isDiscarding = true;
        forget();
    }

    private void forget() {
        chunks.clear();
        takenOfFirst = 0;
        space.free(size);
        size = 0;
        changed();
    }

    private void changed() {
        notifyAll();
        ring.run();
    }
}
