package dev.wassette.planted.cycle.here;

import dev.wassette.planted.cycle.there.There;

/// One half of a cycle.
public interface Here {
    There there();
}
