package dev.wassette.planted.application.port.out;

import dev.wassette.planted.application.port.in.KnowsTheOtherSide;

/// An out-port that names an in-port.
public interface Other {
    KnowsTheOtherSide other();
}
