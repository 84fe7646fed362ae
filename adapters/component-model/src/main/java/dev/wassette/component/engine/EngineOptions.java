package dev.wassette.component.engine;

import java.util.Objects;

/// What every engine is opened with.
///
/// @param codeCache where compiled code is kept between processes
/// @param usualLimits the limits that most stores will have; an engine that builds limits into compiled code builds
///     in these, and may compile again for others
public record EngineOptions(CodeCache codeCache, CoreLimits usualLimits) {
    public EngineOptions {
        Objects.requireNonNull(codeCache);
        Objects.requireNonNull(usualLimits);
    }
}
