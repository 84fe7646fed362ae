package dev.wassette.runtime.wasmtime;

/// Thrown through Wasmtime in place of what a host function threw: the binding looks at the message of what it carries,
/// and drops it.
final class HostFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HostFailure() {
        super("host function failed", null, false, false);
    }
}
