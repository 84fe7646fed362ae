package dev.wassette.bootstrap;

import java.lang.module.ModuleDescriptor;

/// Our own version, as the build wrote it into the module descriptor.
final class Version {
    private Version() {}

    static String current() {
        ModuleDescriptor descriptor = Version.class.getModule().getDescriptor();
        return descriptor == null ? "unknown" : descriptor.rawVersion().orElse("unknown");
    }
}
