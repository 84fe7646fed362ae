package dev.wassette.wasi.http.types;

import dev.wassette.wasi.http.message.ErrorCode;
import dev.wassette.wasi.http.message.FieldMap;
import java.util.Optional;

/// `wasi:http/types.response-outparam`. There is none, as there is no [IncomingRequest].
interface ResponseOutparam {
    Optional<ErrorCode> sendInformational(int status, FieldMap headers);

    void respond(OutgoingResponse response);

    void fail(ErrorCode code);
}
