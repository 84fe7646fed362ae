package dev.wassette.wasi.http.types;

import dev.wassette.component.host.HostCall;
import dev.wassette.wasi.http.message.FieldMap;

/// `wasi:http/types.outgoing-response`.
final class OutgoingResponse extends OutgoingMessage {
    private int statusCode = 200;

    OutgoingResponse(HostCall call, FieldMap headers) {
        super(TypesWit.OUTGOING_RESPONSE, call, headers);
    }

    int statusCode() {
        return statusCode;
    }

    /// {@return whether this is a status code: three digits (RFC 9110, 15)}
    boolean setStatusCode(int value) {
        if (value < 100 || value > 999) {
            return false;
        }
        statusCode = value;
        return true;
    }
}
