package dev.wassette.application.audit;

/// How much of what happened is kept in memory.
final class AuditLimits {
    private AuditLimits() {}

    /// Events that are kept for people who watch: 300. Stops a busy server from filling the heap: an event has at most some
    /// 20 KiB, so they are 6 MiB together. More than a page shows.
    static final int MAX_EVENTS = 300;
}
