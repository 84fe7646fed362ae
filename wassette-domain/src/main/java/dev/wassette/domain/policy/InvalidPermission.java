package dev.wassette.domain.policy;

/// A permission that is not written as permissions are. The message is a sentence for the user (contract F.2).
public final class InvalidPermission extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public InvalidPermission(String message) {
        super(message);
    }
}
