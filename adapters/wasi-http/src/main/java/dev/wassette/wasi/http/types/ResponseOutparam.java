package dev.wassette.wasi.http.types;

import java.util.Optional;

/// `wasi:http/types.response-outparam`. There is none, as there is no [IncomingRequest].
interface ResponseOutparam {
    Optional<ErrorCode> sendInformational(int status, FieldMap headers);

    void respond(OutgoingResponse response);

    void fail(ErrorCode code);
}
