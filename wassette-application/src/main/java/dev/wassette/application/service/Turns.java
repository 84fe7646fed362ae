package dev.wassette.application.service;

import dev.wassette.domain.ComponentId;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The turns to change components, one at a time for each id. Safe for use by several threads.
final class Turns {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private final Set<ComponentId> taken = new TreeSet<>(); // guarded by lock

    /// A turn; ends when it is closed.
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /// Waits for the turn. A thread that has it already would wait for ever.
    Turn take(ComponentId id) {
        lock.lock();
        try {
            while (!taken.add(id)) {
                freed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
        return () -> end(id);
    }

    /// {@return the turn; empty when somebody else has it}
    Optional<Turn> tryTake(ComponentId id) {
        lock.lock();
        try {
            return taken.add(id) ? Optional.of(() -> end(id)) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private void end(ComponentId id) {
        lock.lock();
        try {
            taken.remove(id);
            freed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
