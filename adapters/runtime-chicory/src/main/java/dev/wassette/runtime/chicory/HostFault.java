package dev.wassette.runtime.chicory;

/// Carries what a host function threw through guest code, which neither catches nor changes it.
final class HostFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HostFault(Throwable thrown) {
        super(null, thrown, false, false);
    }
}
