package dev.wassette.web.ui;

import java.time.Duration;

/// How much the pages show, and for how long they wait.
final class UiLimits {
    private UiLimits() {}

    /// How long a page waits for a tool. Stops a call that lasts from keeping a browser waiting for a page that never
    /// comes: it is cancelled then. Most calls take less than a second; the command line waits longer.
    static final Duration MAX_CALL = Duration.ofSeconds(45);

    /// Characters of a result that a page shows: 256 Ki. Stops a long answer from making the browser slow. The rest is named
    /// by its length.
    static final int MAX_SHOWN = 256 << 10;

    /// Records inside one another that have fields of their own: 4. Stops a deep type from making a form that nobody can
    /// read. What is deeper is typed as JSON.
    static final int MAX_FORM_DEPTH = 4;

    /// Fields of one form: 200. Stops a wide type from making a form of megabytes. A tool with more is called with JSON.
    static final int MAX_FORM_FIELDS = 200;

    /// Events that a page shows: 100. More than anybody reads; the audit trail has all.
    static final int MAX_EVENTS = 100;
}
