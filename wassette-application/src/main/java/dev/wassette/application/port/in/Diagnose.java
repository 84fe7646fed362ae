package dev.wassette.application.port.in;

import dev.wassette.domain.health.Finding;
import java.util.List;

/// Looks whether all that this program needs is as it should be, and changes nothing.
public interface Diagnose {

    /// {@return what was found, what is well too, area by area}
    List<Finding> findings();
}
