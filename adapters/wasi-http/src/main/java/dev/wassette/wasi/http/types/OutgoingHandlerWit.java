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
import dev.wassette.wasi.http.message.ErrorCode;
import dev.wassette.wasi.http.message.HttpFailure;
import dev.wassette.wasi.http.message.Request;
import dev.wassette.wasi.io.HostResources;
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
        var outgoing = call.resource(0, OutgoingRequest.class);
        Optional<RequestOptions> options =
                call.option(1).map(option -> (RequestOptions) ((WitValue.Handle) option).representation());
        options.ifPresent(RequestOptions::drop);
        try {
            Request request = outgoing.toSend(RequestOptions.timeouts(options));
            return WitValue.Result.ok(new FutureIncomingResponse(call.part(HostResources.class),
                    call.part(HttpGate.class).send(request)).handle());
        } catch (HttpFailure e) {
            return WitValue.Result.error(e.code().value());
        }
    }
}
