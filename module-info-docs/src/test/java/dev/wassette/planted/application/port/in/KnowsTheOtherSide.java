package dev.wassette.planted.application.port.in;

import dev.wassette.planted.application.port.out.Other;

/// An in-port that names an out-port.
public interface KnowsTheOtherSide {
    Other other();
}
