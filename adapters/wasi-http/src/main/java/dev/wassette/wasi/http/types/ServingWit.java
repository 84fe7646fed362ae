package dev.wassette.wasi.http.types;

import static dev.wassette.component.host.WitTypes.option;
import static dev.wassette.component.host.WitTypes.own;
import static dev.wassette.component.host.WitTypes.result;
import static dev.wassette.component.host.WitTypes.resultError;
import static dev.wassette.component.host.WitTypes.resultOk;
import static dev.wassette.domain.wit.WitType.Primitive.STRING;
import static dev.wassette.wasi.http.types.TypesWit.FIELDS;
import static dev.wassette.wasi.http.types.TypesWit.INCOMING_BODY;
import static dev.wassette.wasi.http.types.TypesWit.INCOMING_REQUEST;
import static dev.wassette.wasi.http.types.TypesWit.METHOD;
import static dev.wassette.wasi.http.types.TypesWit.OUTGOING_BODY;
import static dev.wassette.wasi.http.types.TypesWit.OUTGOING_RESPONSE;
import static dev.wassette.wasi.http.types.TypesWit.RESPONSE_OUTPARAM;
import static dev.wassette.wasi.http.types.TypesWit.SCHEME;
import static dev.wassette.wasi.http.types.TypesWit.STATUS_CODE;
import static dev.wassette.wasi.http.types.TypesWit.errorOr;
import static dev.wassette.wasi.http.types.TypesWit.okHandle;
import static dev.wassette.wasi.http.types.TypesWit.okIf;
import static dev.wassette.wasi.http.types.TypesWit.some;
import static dev.wassette.wasi.http.types.TypesWit.someString;

import dev.wassette.component.host.HostCall;
import dev.wassette.component.host.HostInterface;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.http.message.ErrorCode;

/// The functions of what a guest uses to answer requests. Those of `outgoing-response` work, although there is nobody
/// to send one to.
final class ServingWit {
    private ServingWit() {}

    static void declare(HostInterface.Builder types) {
        declareRequest(types);
        declareResponse(types);
        types.method(RESPONSE_OUTPARAM, "send-informational").param("status", STATUS_CODE)
                .param("headers", own(FIELDS)).returns(resultError(ErrorCode.TYPE))
                .body(call -> errorOr(call.resource(0, ResponseOutparam.class)
                        .sendInformational(call.u16(1), call.resource(2, Fields.class).take())))
                .staticFunc(RESPONSE_OUTPARAM, "set").param("param", own(RESPONSE_OUTPARAM))
                .param("response", result(own(OUTGOING_RESPONSE), ErrorCode.TYPE))
                .body(ServingWit::set);
    }

    private static void declareRequest(HostInterface.Builder types) {
        types.method(INCOMING_REQUEST, "method").returns(METHOD)
                .body(call -> request(call).method())
                .method(INCOMING_REQUEST, "path-with-query").returns(option(STRING))
                .body(call -> someString(request(call).pathWithQuery()))
                .method(INCOMING_REQUEST, "scheme").returns(option(SCHEME))
                .body(call -> some(request(call).scheme()))
                .method(INCOMING_REQUEST, "authority").returns(option(STRING))
                .body(call -> someString(request(call).authority()))
                .method(INCOMING_REQUEST, "headers").returns(own(FIELDS))
                .body(call -> request(call).headers().handle())
                .method(INCOMING_REQUEST, "consume").returns(resultOk(own(INCOMING_BODY)))
                .body(call -> okHandle(request(call).consume()));
    }

    private static void declareResponse(HostInterface.Builder types) {
        types.constructor(OUTGOING_RESPONSE).param("headers", own(FIELDS)).returns(own(OUTGOING_RESPONSE))
                .body(call -> new OutgoingResponse(call, call.resource(0, Fields.class).take()).handle())
                .method(OUTGOING_RESPONSE, "status-code").returns(STATUS_CODE)
                .body(call -> new WitValue.U16(response(call).statusCode()))
                .method(OUTGOING_RESPONSE, "set-status-code").param("status-code", STATUS_CODE).returns(result())
                .body(call -> okIf(response(call).setStatusCode(call.u16(1))))
                .method(OUTGOING_RESPONSE, "headers").returns(own(FIELDS))
                .body(call -> response(call).headers().handle())
                .method(OUTGOING_RESPONSE, "body").returns(resultOk(own(OUTGOING_BODY)))
                .body(call -> okHandle(response(call).body()));
    }

    private static IncomingRequest request(HostCall call) {
        return call.resource(0, IncomingRequest.class);
    }

    private static OutgoingResponse response(HostCall call) {
        return call.resource(0, OutgoingResponse.class);
    }

    private static void set(HostCall call) {
        var param = call.resource(0, ResponseOutparam.class);
        var response = (WitValue.Result) call.arguments().get(1);
        WitValue payload = response.payload().orElseThrow();
        if (response.isOk()) {
            param.respond((OutgoingResponse) ((WitValue.Handle) payload).representation());
        } else {
            param.fail(ErrorCode.of((WitValue.Variant) payload));
        }
    }
}
