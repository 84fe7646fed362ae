package dev.wassette.component.engine;

import java.util.Objects;
import java.util.Optional;

/// What every engine is opened with.
///
/// @param codeCache where compiled code is kept between processes
/// @param usualLimits the limits that most stores will have; an engine that builds limits into compiled code builds
///     in these, and may compile again for others
/// @param library the absolute path of the native library to use, for an engine that does not bring its own; other
///     engines take no notice
public record EngineOptions(CodeCache codeCache, CoreLimits usualLimits, Optional<String> library) {
    public EngineOptions {
        Objects.requireNonNull(codeCache);
        Objects.requireNonNull(usualLimits);
        Objects.requireNonNull(library);
    }

    /// Options without a native library.
    public EngineOptions(CodeCache codeCache, CoreLimits usualLimits) {
        this(codeCache, usualLimits, Optional.empty());
    }

    /// {@return the same options with other usual limits}
    public EngineOptions withUsualLimits(CoreLimits other) {
        return new EngineOptions(codeCache, other, library);
    }
}
