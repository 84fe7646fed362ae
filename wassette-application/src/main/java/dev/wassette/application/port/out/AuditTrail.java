package dev.wassette.application.port.out;

import dev.wassette.application.json.JsonValue.JsonObject;

/// Keeps a record of what was done, by whom, to what, and how it ended. Safe for use by several threads and processes.
public interface AuditTrail {

    /// Adds an entry with the time of this moment. Never fails: what cannot be kept is counted and complained of.
    ///
    /// @param facts small and without anything secret
    void add(Event event, JsonObject facts);

    /// {@return nanoseconds of a clock that only measures how long something takes}
    long nanos();

    /// {@return a trail that keeps nothing}
    static AuditTrail none() {
        return new None();
    }

    /// Keeps nothing.
    record None() implements AuditTrail {
        @Override
        public void add(Event event, JsonObject facts) {}

        @Override
        public long nanos() {
            return 0;
        }
    }

    /// What can happen.
    enum Event {
        /// A tool of a component was called and has ended.
        CALL("call"),
        /// A component wanted what its policy does not allow.
        DENIED("denied"),
        LOAD("load"),
        UNLOAD("unload"),
        GRANT("grant"),
        REVOKE("revoke"),
        DENY("deny"),
        UNDENY("undeny"),
        RESET("reset"),
        ATTACH("attach"),
        DETACH("detach"),
        SECRET_SET("secret-set"),
        SECRET_DELETE("secret-delete");

        private final String word;

        Event(String word) {
            this.word = word;
        }

        /// {@return what the record calls it}
        public String word() {
            return word;
        }
    }
}
