package dev.wassette.mcp.http;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.server.Response;

/// What has been said on all connections and not been read by the clients. When it is too much, those go that have let
/// much wait for the longest: to refuse what is new would let readers that stopped take the answers of the others. Safe
/// for use by several threads.
final class Unsent {
    private final Set<Waiting> large = new LinkedHashSet<>(); // guarded by this; the one that was large first comes first
    private long total; // guarded by this

    /// {@return what waits on one connection, which is nothing yet}
    Waiting on(Response response) {
        return new Waiting(() -> response.getRequest().getConnectionMetaData().getConnection().getEndPoint().close());
    }

    /// {@return the same for a connection that is ended by an action, which may come late}
    Waiting on(Runnable end) {
        return new Waiting(end);
    }

    private void count(Waiting waiting, long bytes) {
        List<Waiting> slowest = new ArrayList<>();
        synchronized (this) {
            if (waiting.isOver) {
                return;
            }
            waiting.bytes += bytes;
            total -= waiting.counted;
            waiting.counted = Math.max(0, waiting.bytes - HttpLimits.MAX_SMALL_ANSWER_BYTES);
            total += waiting.counted;
            if (waiting.counted == 0) {
                large.remove(waiting);
            } else {
                large.add(waiting);
            }
            Iterator<Waiting> each = large.iterator();
            while (total > HttpLimits.MAX_UNSENT_BYTES && each.hasNext()) {
                Waiting next = each.next();
                if (next != waiting) {
                    each.remove();
                    slowest.add(next);
                    next.forget();
                }
            }
        }
        // On threads of their own: what is run when a connection ends may wait for whoever sends here.
        slowest.forEach(each -> Thread.ofVirtual().name("end of a slow reader").start(each.end));
    }

    private synchronized void end(Waiting waiting) {
        large.remove(waiting);
        waiting.forget();
    }

    /// What waits on one connection.
    final class Waiting {
        private final Runnable end;
        private long bytes; // guarded by the outer object, as is all else
        private long counted;
        private boolean isOver;

        private Waiting(Runnable end) {
            this.end = end;
        }

        /// Counts what is to be sent.
        void add(int more) {
            count(this, more);
        }

        /// Counts no more what the client has read, as far as anybody can tell.
        void sent(int bytes) {
            count(this, -(long) bytes);
        }

        /// Nothing waits any more, and nothing will.
        void close() {
            end(this);
        }

        private void forget() {
            total -= counted;
            counted = 0;
            isOver = true;
        }
    }
}
