package dev.wassette.planted.domain;

/// Sealed, and yet anybody may extend one of the permitted.
public sealed interface Open {
    non-sealed class Anything implements Open {}
}
