package dev.wassette.loader.http.transfer;

import dev.wassette.loader.http.transfer.TransferFailed.Kind;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/// Takes one response as it comes: into what was [Received] if that is its continuation, and from the start if not.
final class Arrival implements BodySubscriber<Received> {
    private final CompletableFuture<Received> whole = new CompletableFuture<>();
    private final Received received;
    private final AtomicLong lastSign;
    private final long longest;
    private final boolean mayBeCut;
    private Flow.Subscription subscription; // set once, before the first piece

    private Arrival(Received received, AtomicLong lastSign, long longest, boolean mayBeCut) {
        this.received = received;
        this.lastSign = lastSign;
        this.longest = longest;
        this.mayBeCut = mayBeCut;
    }

    /// @param received what came before, or nothing
    /// @param lastSign is set to the time whenever something comes
    /// @param longest bytes that a good answer may have
    /// @param head whether only the headers were asked for, which say how long the body would be
    static Arrival of(ResponseInfo response, Received received, AtomicLong lastSign, int longest, boolean head) {
        lastSign.set(System.nanoTime());
        boolean good = response.statusCode() == 200 || response.statusCode() == 206;
        var arrival = new Arrival(received, lastSign, good ? longest : TransferLimits.MAX_ERROR_BYTES, !good);
        long length = head ? -1 : length(response);
        int before = response.statusCode() == 206 ? received.count() : 0;
        if (response.statusCode() == 206 && !continues(response, before)) {
            arrival.whole.completeExceptionally(
                    new TransferFailed(Kind.BROKEN, "cannot be downloaded: the server sent another part than asked for"));
        } else if (response.statusCode() != 206) {
            received.restart();
        }
        if (good && length > longest - before) {
            arrival.whole.completeExceptionally(tooLarge(longest));
        } else if (good) {
            received.expect(length < 0 ? -1 : before + length);
        }
        return arrival;
    }

    private static long length(ResponseInfo response) {
        try {
            return response.headers().firstValueAsLong("content-length").orElse(-1);
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    private static boolean continues(ResponseInfo response, int before) {
        return before > 0 && response.headers().firstValue("content-range").orElse("").startsWith("bytes " + before + "-");
    }

    private static TransferFailed tooLarge(long longest) {
        return new TransferFailed(Kind.REFUSED, "is too large: it has more than " + size(longest));
    }

    private static String size(long bytes) {
        return bytes % (1 << 20) == 0 ? (bytes >> 20) + " MiB" : bytes + " bytes";
    }

    @Override
    public CompletionStage<Received> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (whole.isDone()) {
            given.cancel();
        } else {
            given.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> pieces) {
        lastSign.set(System.nanoTime());
        for (ByteBuffer piece : pieces) {
            if (whole.isDone()) {
                return;
            }
            take(piece);
        }
    }

    private void take(ByteBuffer piece) {
        if (piece.remaining() <= longest - received.count()) {
            received.append(piece);
            return;
        }
        subscription.cancel();
        if (mayBeCut) {
            whole.complete(received);
        } else {
            whole.completeExceptionally(tooLarge(longest));
        }
    }

    @Override
    public void onError(Throwable problem) {
        whole.completeExceptionally(problem);
    }

    @Override
    public void onComplete() {
        whole.complete(received);
    }
}
