package dev.wassette.planted.cycle.there;

import dev.wassette.planted.cycle.here.Here;

/// The other half.
public interface There {
    Here here();
}
