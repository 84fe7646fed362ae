package dev.wassette.wasi.http.types;

import static dev.wassette.component.host.WitTypes.option;
import static dev.wassette.component.host.WitTypes.own;
import static dev.wassette.component.host.WitTypes.result;
import static dev.wassette.component.host.WitTypes.resultOk;
import static dev.wassette.wasi.http.types.TypesWit.FIELDS;
import static dev.wassette.wasi.http.types.TypesWit.FUTURE_INCOMING_RESPONSE;
import static dev.wassette.wasi.http.types.TypesWit.FUTURE_TRAILERS;
import static dev.wassette.wasi.http.types.TypesWit.INCOMING_BODY;
import static dev.wassette.wasi.http.types.TypesWit.INCOMING_RESPONSE;
import static dev.wassette.wasi.http.types.TypesWit.STATUS_CODE;
import static dev.wassette.wasi.http.types.TypesWit.okHandle;
import static dev.wassette.wasi.http.types.TypesWit.resources;
import static dev.wassette.wasi.http.types.TypesWit.some;

import dev.wassette.component.host.HostCall;
import dev.wassette.component.host.HostInterface;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.http.message.BodyPipe;
import dev.wassette.wasi.http.message.ErrorCode;
import dev.wassette.wasi.http.message.FieldMap;
import dev.wassette.wasi.http.message.PendingResponse;
import dev.wassette.wasi.io.PollWit;
import dev.wassette.wasi.io.Pollable;
import dev.wassette.wasi.io.StreamsWit;
import java.util.Optional;

/// The functions of what a guest gets as the answer to a request.
final class IncomingWit {
    private IncomingWit() {}

    static void declare(HostInterface.Builder types) {
        types.method(FUTURE_INCOMING_RESPONSE, "subscribe").returns(own(PollWit.POLLABLE))
                .body(call -> new Pollable(future(call), future(call)).handle())
                .method(FUTURE_INCOMING_RESPONSE, "get")
                .returns(option(resultOk(result(own(INCOMING_RESPONSE), ErrorCode.TYPE))))
                .body(IncomingWit::getResponse)
                .method(INCOMING_RESPONSE, "status").returns(STATUS_CODE)
                .body(call -> new WitValue.U16(response(call).status()))
                .method(INCOMING_RESPONSE, "headers").returns(own(FIELDS))
                .body(call -> response(call).headers().handle())
                .method(INCOMING_RESPONSE, "consume").returns(resultOk(own(INCOMING_BODY)))
                .body(call -> okHandle(response(call).consume()))
                .method(INCOMING_BODY, "stream").returns(resultOk(own(StreamsWit.INPUT_STREAM)))
                .body(call -> okHandle(body(call).stream()))
                .staticFunc(INCOMING_BODY, "finish").param("this", own(INCOMING_BODY)).returns(own(FUTURE_TRAILERS))
                .body(call -> body(call).finish().handle())
                .method(FUTURE_TRAILERS, "subscribe").returns(own(PollWit.POLLABLE))
                .body(call -> new Pollable(trailers(call), trailers(call)).handle())
                .method(FUTURE_TRAILERS, "get")
                .returns(option(resultOk(result(option(own(FIELDS)), ErrorCode.TYPE))))
                .body(IncomingWit::getTrailers);
    }

    private static FutureIncomingResponse future(HostCall call) {
        return call.resource(0, FutureIncomingResponse.class);
    }

    private static IncomingResponse response(HostCall call) {
        return call.resource(0, IncomingResponse.class);
    }

    private static IncomingBody body(HostCall call) {
        return call.resource(0, IncomingBody.class);
    }

    private static FutureTrailers trailers(HostCall call) {
        return call.resource(0, FutureTrailers.class);
    }

    private static WitValue getResponse(HostCall call) {
        if (future(call).isTaken()) {
            return WitValue.Option.some(WitValue.Result.error());
        }
        return new WitValue.Option(future(call).take().map(outcome -> WitValue.Result.ok(switch (outcome) {
            case PendingResponse.Responded responded ->
                    WitValue.Result.ok(new IncomingResponse(resources(call), responded).handle());
            case PendingResponse.Failed failed -> WitValue.Result.error(failed.code().value());
        })));
    }

    private static WitValue getTrailers(HostCall call) {
        if (trailers(call).isTaken()) {
            return WitValue.Option.some(WitValue.Result.error());
        }
        return new WitValue.Option(trailers(call).take().map(end -> WitValue.Result.ok(switch (end) {
            case BodyPipe.Finished(Optional<FieldMap> fields) -> WitValue.Result.ok(
                    some(fields.map(map -> new Fields(trailers(call), map).handle())));
            case BodyPipe.Failed(ErrorCode code) -> WitValue.Result.error(code.value());
        })));
    }
}
