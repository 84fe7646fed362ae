package dev.wassette.wasi.http.types;

import static dev.wassette.component.host.WitTypes.option;
import static dev.wassette.component.host.WitTypes.own;
import static dev.wassette.component.host.WitTypes.result;
import static dev.wassette.wasi.http.types.TypesWit.FUTURE_INCOMING_RESPONSE;
import static dev.wassette.wasi.http.types.TypesWit.OUTGOING_REQUEST;
import static dev.wassette.wasi.http.types.TypesWit.REQUEST_OPTIONS;

import dev.wassette.component.host.HostCall;
import dev.wassette.component.host.HostInterface;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.http.gate.HttpGate;
import dev.wassette.wasi.io.Wasi02;
import java.util.Optional;

/// `wasi:http/outgoing-handler`.
public final class OutgoingHandlerWit {
    private OutgoingHandlerWit() {}

    public static HostInterface declare() {
        return Wasi02.wasi02("wasi:http/outgoing-handler")
                .func("handle").param("request", own(OUTGOING_REQUEST)).param("options", option(own(REQUEST_OPTIONS)))
                .returns(result(own(FUTURE_INCOMING_RESPONSE), ErrorCode.TYPE))
                .body(OutgoingHandlerWit::handle)
                .build();
    }

    private static WitValue handle(HostCall call) {
        var request = call.resource(0, OutgoingRequest.class);
        request.drop();
        call.option(1).ifPresent(options -> ((RequestOptions) ((WitValue.Handle) options).representation()).drop());
        return WitValue.Result.error(ErrorCode.of(refuse(request, call.part(HttpGate.class))).value());
    }

    private static ErrorCode.Kind refuse(OutgoingRequest request, HttpGate gate) {
        Optional<String> scheme = request.supportedScheme();
        if (scheme.isEmpty()) {
            return ErrorCode.Kind.HTTP_PROTOCOL_ERROR;
        }
        if (request.authority().isEmpty()) {
            return ErrorCode.Kind.HTTP_REQUEST_URI_INVALID;
        }
        gate.refuse(scheme.get(), request.authority().get());
        return ErrorCode.Kind.HTTP_REQUEST_DENIED;
    }
}
