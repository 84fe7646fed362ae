package dev.wassette.mcp.protocol;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonNumber;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.domain.Caller;
import dev.wassette.domain.Cancellation;
import dev.wassette.domain.LogLevel;
import dev.wassette.domain.Progress;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/// The client of one `tools/call`, as the call sees it.
final class RunningCall implements Caller {
    private final String client;
    private final String tool;
    private final Optional<JsonValue> progressToken;
    private final Optional<LogLevel> logLevel;
    private final Consumer<JsonObject> notifier;
    private final Cancellation cancellation;
    private final long start = System.nanoTime();
    private double done = Double.NEGATIVE_INFINITY; // guarded by this
    private boolean guestReports; // guarded by this
    private int sent; // guarded by this

    /// @param client who calls
    /// @param progressToken what the client knows this call's progress by; empty when it does not want to know
    /// @param logLevel the least that the client wants to read; empty for nothing at all
    /// @param notifier takes notifications without waiting for the client
    RunningCall(String client, String tool, Cancellation cancellation, Optional<JsonValue> progressToken,
            Optional<LogLevel> logLevel, Consumer<JsonObject> notifier) {
        this.client = client;
        this.tool = tool;
        this.cancellation = cancellation;
        this.progressToken = progressToken;
        this.logLevel = logLevel;
        this.notifier = notifier;
    }

    boolean wantsProgress() {
        return progressToken.isPresent();
    }

    @Override
    public String name() {
        return client;
    }

    @Override
    public Cancellation cancellation() {
        return cancellation;
    }

    @Override
    public synchronized void progress(Progress progress) {
        guestReports = true;
        report(progress);
    }

    /// Reports the time that has passed, unless the guest itself reports something.
    synchronized void beat() {
        if (!guestReports) {
            long seconds = (System.nanoTime() - start) / 1_000_000_000;
            report(new Progress(seconds, OptionalDouble.empty(), Optional.of("running for " + seconds + " s")));
        }
    }

    /// Progress must grow (utilities, "Progress"), so what does not is passed over.
    private void report(Progress progress) {
        if (progressToken.isPresent() && progress.done() > done) {
            done = progress.done();
            JsonObject params = JsonObject.empty()
                    .with("progressToken", progressToken.get())
                    .with("progress", number(progress.done()));
            if (progress.total().isPresent()) {
                params = params.with("total", number(progress.total().getAsDouble()));
            }
            if (progress.message().isPresent()) {
                params = params.with("message", new JsonString(progress.message().get()));
            }
            send("notifications/progress", params);
        }
    }

    private static JsonNumber number(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? JsonNumber.of((long) value) : new JsonNumber(BigDecimal.valueOf(value));
    }

    @Override
    public synchronized void log(LogLevel level, String line) {
        if (logLevel.isPresent() && level.compareTo(logLevel.get()) >= 0) {
            send("notifications/message", JsonObject.empty()
                    .with("level", new JsonString(LogLevels.name(level)))
                    .with("logger", new JsonString(tool))
                    .with("data", new JsonString(line)));
        }
    }

    private void send(String method, JsonObject params) {
        if (sent < ProtocolLimits.MAX_NOTIFICATIONS && !cancellation.isCancelled()) {
            sent++;
            notifier.accept(Reply.notification(method, params));
        }
    }
}
