package dev.wassette.application.service;

/// A permission for files that nobody can be given. The message is the complete answer (contract A.4).
final class ForbiddenPlace extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    ForbiddenPlace(String message) {
        super(message);
    }
}
