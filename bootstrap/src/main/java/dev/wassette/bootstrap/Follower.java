package dev.wassette.bootstrap;

import dev.wassette.application.port.in.FollowComponents;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the folder of the components in the background: prepares what is listed, some at a time, and looks for changes
/// every now and then, so that clients hear of them.
final class Follower implements AutoCloseable {
    /// The first answers to the client go before.
    private static final long START_MILLIS = 400;
    private static final long PAUSE_MILLIS = 2_000;
    /// To prepare takes a processor and, for a large component, some hundred megabytes.
    private static final int MOST_AT_ONCE = 4;

    private final Logger log = LoggerFactory.getLogger("wassette");
    private final FollowComponents components;
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Thread> threads;

    private Follower(FollowComponents components) {
        this.components = Objects.requireNonNull(components);
        int processors = Runtime.getRuntime().availableProcessors();
        this.threads = IntStream.range(0, Math.clamp(processors / 2, 1, MOST_AT_ONCE))
                .mapToObj(number -> Thread.ofPlatform().daemon().name("follower-" + number).unstarted(this::follow))
                .toList();
    }

    static Follower start(FollowComponents components) {
        var follower = new Follower(components);
        follower.threads.forEach(Thread::start);
        return follower;
    }

    private void follow() {
        try {
            boolean ended = end.await(START_MILLIS, TimeUnit.MILLISECONDS);
            if (!ended) {
                components.tidy();
            }
            while (!ended) {
                components.refresh();
                while (end.getCount() > 0 && components.prepareNext()) {
                    log.debug("a component was prepared in the background");
                }
                ended = end.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError fault) {
            log.error("Components are prepared at their first call only from now on", fault);
        }
    }

    /// Waits for what is being prepared: its engine cannot be closed under it.
    @Override
    public void close() {
        end.countDown();
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
