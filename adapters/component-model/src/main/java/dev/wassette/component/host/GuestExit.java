package dev.wassette.component.host;

/// The guest asked to end (`wasi:cli/exit`). Thrown by a host function, it passes through the guest unseen.
public final class GuestExit extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;

    /// @param status 0 for success, 1 to 255 for failure
    public GuestExit(int status) {
        super("the guest exited with status " + status, null, false, false);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
