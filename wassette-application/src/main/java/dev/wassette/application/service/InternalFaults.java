package dev.wassette.application.service;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/// Faults of our own, as opposed to those of guests and users: the log gets all of it, the user a sentence.
final class InternalFaults {
    private static final Logger LOG = System.getLogger("dev.wassette.application");

    private InternalFaults() {}

    /// {@return a sentence for the user}
    static String report(String what, RuntimeException fault) {
        LOG.log(Level.ERROR, what, fault);
        return "Internal error, not the component's fault: " + fault + ". The log has the details.";
    }
}
