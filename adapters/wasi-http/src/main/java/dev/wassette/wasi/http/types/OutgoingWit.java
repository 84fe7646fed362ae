package dev.wassette.wasi.http.types;

import static dev.wassette.component.host.WitTypes.option;
import static dev.wassette.component.host.WitTypes.own;
import static dev.wassette.component.host.WitTypes.result;
import static dev.wassette.component.host.WitTypes.resultError;
import static dev.wassette.component.host.WitTypes.resultOk;
import static dev.wassette.domain.wit.WitType.Primitive.STRING;
import static dev.wassette.domain.wit.WitType.Primitive.U64;
import static dev.wassette.wasi.http.types.TypesWit.FIELDS;
import static dev.wassette.wasi.http.types.TypesWit.METHOD;
import static dev.wassette.wasi.http.types.TypesWit.OUTGOING_BODY;
import static dev.wassette.wasi.http.types.TypesWit.OUTGOING_REQUEST;
import static dev.wassette.wasi.http.types.TypesWit.REQUEST_OPTIONS;
import static dev.wassette.wasi.http.types.TypesWit.SCHEME;
import static dev.wassette.wasi.http.types.TypesWit.errorOr;
import static dev.wassette.wasi.http.types.TypesWit.okHandle;
import static dev.wassette.wasi.http.types.TypesWit.okIf;
import static dev.wassette.wasi.http.types.TypesWit.resources;
import static dev.wassette.wasi.http.types.TypesWit.some;
import static dev.wassette.wasi.http.types.TypesWit.someString;

import dev.wassette.component.host.HostCall;
import dev.wassette.component.host.HostInterface;
import dev.wassette.domain.wit.WitType;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.http.message.ErrorCode;
import dev.wassette.wasi.http.message.FieldMap;
import dev.wassette.wasi.io.StreamsWit;
import java.util.Optional;

/// The functions of what a guest makes to send a request.
final class OutgoingWit {
    private OutgoingWit() {}

    private static final WitType DURATION = U64;

    static void declare(HostInterface.Builder types) {
        declareRequest(types);
        for (RequestOptions.Timeout timeout : RequestOptions.Timeout.values()) {
            declareTimeout(types, timeout);
        }
        types.constructor(REQUEST_OPTIONS).returns(own(REQUEST_OPTIONS))
                .body(call -> new RequestOptions(resources(call)).handle())
                .method(OUTGOING_BODY, "write").returns(resultOk(own(StreamsWit.OUTPUT_STREAM)))
                .body(call -> okHandle(call.resource(0, OutgoingBody.class).write()))
                .staticFunc(OUTGOING_BODY, "finish").param("this", own(OUTGOING_BODY))
                .param("trailers", option(own(FIELDS))).returns(resultError(ErrorCode.TYPE))
                .body(OutgoingWit::finish);
    }

    private static void declareRequest(HostInterface.Builder types) {
        types.constructor(OUTGOING_REQUEST).param("headers", own(FIELDS)).returns(own(OUTGOING_REQUEST))
                .body(call -> new OutgoingRequest(call, call.resource(0, Fields.class).take()).handle())
                .method(OUTGOING_REQUEST, "body").returns(resultOk(own(OUTGOING_BODY)))
                .body(call -> okHandle(self(call).body()))
                .method(OUTGOING_REQUEST, "method").returns(METHOD)
                .body(call -> self(call).method())
                .method(OUTGOING_REQUEST, "set-method").param("method", METHOD).returns(result())
                .body(call -> okIf(self(call).setMethod((WitValue.Variant) call.arguments().get(1))))
                .method(OUTGOING_REQUEST, "path-with-query").returns(option(STRING))
                .body(call -> someString(self(call).pathWithQuery()))
                .method(OUTGOING_REQUEST, "set-path-with-query").param("path-with-query", option(STRING))
                .returns(result())
                .body(call -> okIf(self(call).setPathWithQuery(optionalString(call))))
                .method(OUTGOING_REQUEST, "scheme").returns(option(SCHEME))
                .body(call -> some(self(call).scheme()))
                .method(OUTGOING_REQUEST, "set-scheme").param("scheme", option(SCHEME)).returns(result())
                .body(call -> okIf(self(call).setScheme(call.option(1).map(WitValue.Variant.class::cast))))
                .method(OUTGOING_REQUEST, "authority").returns(option(STRING))
                .body(call -> someString(self(call).authority()))
                .method(OUTGOING_REQUEST, "set-authority").param("authority", option(STRING)).returns(result())
                .body(call -> okIf(self(call).setAuthority(optionalString(call))))
                .method(OUTGOING_REQUEST, "headers").returns(own(FIELDS))
                .body(call -> self(call).headers().handle());
    }

    private static void declareTimeout(HostInterface.Builder types, RequestOptions.Timeout timeout) {
        types.method(REQUEST_OPTIONS, timeout.option()).returns(option(DURATION))
                .body(call -> some(call.resource(0, RequestOptions.class).get(timeout)))
                .method(REQUEST_OPTIONS, "set-" + timeout.option()).param("duration", option(DURATION))
                .returns(result())
                .body(call -> {
                    call.resource(0, RequestOptions.class).set(timeout, call.option(1));
                    return WitValue.Result.ok();
                });
    }

    private static OutgoingRequest self(HostCall call) {
        return call.resource(0, OutgoingRequest.class);
    }

    private static Optional<String> optionalString(HostCall call) {
        return call.option(1).map(value -> ((WitValue.Str) value).value());
    }

    private static WitValue finish(HostCall call) {
        Optional<FieldMap> trailers =
                call.option(1).map(fields -> ((Fields) ((WitValue.Handle) fields).representation()).take());
        return errorOr(call.resource(0, OutgoingBody.class).finish(trailers));
    }
}
