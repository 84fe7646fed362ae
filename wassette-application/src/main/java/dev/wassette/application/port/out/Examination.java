package dev.wassette.application.port.out;

import dev.wassette.domain.health.Finding;
import java.util.List;

/// Looks whether something is as it should be, and changes nothing.
@FunctionalInterface
public interface Examination {

    /// {@return what was found, what is well too}
    List<Finding> findings();
}
