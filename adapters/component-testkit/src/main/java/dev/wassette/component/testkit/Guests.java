package dev.wassette.component.testkit;

import dev.wassette.component.engine.GuestThread;
import dev.wassette.domain.policy.DefaultLimits;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs tests' code where guests may run.
public final class Guests {
    private static final long PATIENCE_SECONDS = 120;

    private Guests() {}

    /// Runs the task on a new [GuestThread] and waits for it.
    ///
    /// @throws Exception or [Error] what the task threw, as the same object
    public static <T> T call(Callable<T> task) throws Exception {
        return call(DefaultLimits.MAX_STACK_BYTES, task);
    }

    private static <T> T call(long stackBytes, Callable<T> task) throws Exception {
        FutureTask<T> future = new FutureTask<>(task);
        Thread thread = GuestThread.of("guest of a test", stackBytes, future);
        thread.start();
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Exception cause -> throw cause;
                case Error cause -> throw cause;
                case Throwable cause -> throw new IllegalStateException(cause);
            }
        } catch (TimeoutException e) {
            AssertionError hung = new AssertionError("the guest still runs after " + PATIENCE_SECONDS + " s");
            hung.setStackTrace(thread.getStackTrace());
            throw hung;
        }
    }

    /// As [#call], for a task without a result.
    public static void run(Task task) throws Exception {
        run(DefaultLimits.MAX_STACK_BYTES, task);
    }

    /// As [#run], for a guest with so much stack.
    public static void run(long stackBytes, Task task) throws Exception {
        call(stackBytes, () -> {
            task.run();
            return null;
        });
    }

    /// Something that may throw.
    @FunctionalInterface
    public interface Task {
        void run() throws Exception;
    }
}
