package dev.wassette.wasi.http.types;

import dev.wassette.component.engine.Trap;
import dev.wassette.wasi.http.message.ErrorCode;

/// What ends a call when a body is larger than its policy allows. The guest gets no error code: the limit is the
/// user's, who learns from the trap what to change.
final class OversizedBody {
    private static final String POLICY = "(permissions.resources.limits.";

    private OversizedBody() {}

    /// {@return the trap of a guest that sends too much}
    ///
    /// @param max bytes of a body
    static Trap requestBody(long max) {
        return new Trap(Trap.Kind.HOST, "the guest sends a body of more than " + max
                + " bytes, the most that a request may have " + POLICY + "request_body in its policy)");
    }

    /// @param code how a response or its body ended
    /// @throws Trap when it was larger than it may be
    static void check(ErrorCode code) {
        if (code.kind() == ErrorCode.Kind.HTTP_RESPONSE_BODY_SIZE) {
            throw new Trap(Trap.Kind.HOST, "the guest is sent a body of more bytes than a response may have " + POLICY
                    + "response_body in its policy)");
        }
    }
}
