package dev.wassette.wasi.http.types;

import static dev.wassette.component.host.WitTypes.borrow;
import static dev.wassette.component.host.WitTypes.option;
import static dev.wassette.component.host.WitTypes.variant;
import static dev.wassette.component.host.WitTypes.when;
import static dev.wassette.domain.wit.WitType.Primitive.STRING;
import static dev.wassette.domain.wit.WitType.Primitive.U16;

import dev.wassette.component.host.HostCall;
import dev.wassette.component.host.HostInterface;
import dev.wassette.domain.wit.ResourceType;
import dev.wassette.domain.wit.WitType;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.http.message.ErrorCode;
import dev.wassette.wasi.io.ErrorWit;
import dev.wassette.wasi.io.HostResource;
import dev.wassette.wasi.io.HostResources;
import dev.wassette.wasi.io.IoError;
import dev.wassette.wasi.io.Wasi02;
import java.util.List;
import java.util.Optional;

/// `wasi:http/types`: the types that several resources use. The functions are declared resource by resource.
public final class TypesWit {
    private TypesWit() {}

    private static final String NAME = "wasi:http/types";
    static final ResourceType.Host FIELDS = resource("fields");
    static final ResourceType.Host INCOMING_REQUEST = resource("incoming-request");
    static final ResourceType.Host OUTGOING_REQUEST = resource("outgoing-request");
    static final ResourceType.Host REQUEST_OPTIONS = resource("request-options");
    static final ResourceType.Host RESPONSE_OUTPARAM = resource("response-outparam");
    static final ResourceType.Host INCOMING_RESPONSE = resource("incoming-response");
    static final ResourceType.Host INCOMING_BODY = resource("incoming-body");
    static final ResourceType.Host FUTURE_TRAILERS = resource("future-trailers");
    static final ResourceType.Host OUTGOING_RESPONSE = resource("outgoing-response");
    static final ResourceType.Host OUTGOING_BODY = resource("outgoing-body");
    static final ResourceType.Host FUTURE_INCOMING_RESPONSE = resource("future-incoming-response");

    static final WitType METHOD = variant(when("get"), when("head"), when("post"), when("put"), when("delete"),
            when("connect"), when("options"), when("trace"), when("patch"), when("other", STRING));
    static final WitType SCHEME = variant(when("HTTP"), when("HTTPS"), when("other", STRING));
    static final WitType STATUS_CODE = U16;

    public static HostInterface declare() {
        HostInterface.Builder types = Wasi02.wasi02(NAME);
        for (ResourceType.Host each : List.of(FIELDS, INCOMING_REQUEST, OUTGOING_REQUEST, REQUEST_OPTIONS,
                RESPONSE_OUTPARAM, INCOMING_RESPONSE, INCOMING_BODY, FUTURE_TRAILERS, OUTGOING_RESPONSE, OUTGOING_BODY,
                FUTURE_INCOMING_RESPONSE)) {
            types.resource(each.name(), HostResource::drop);
        }
        FieldsWit.declare(types);
        OutgoingWit.declare(types);
        IncomingWit.declare(types);
        ServingWit.declare(types);
        return types.func("http-error-code").param("err", borrow(ErrorWit.ERROR)).returns(option(ErrorCode.TYPE))
                .body(call -> some(call.resource(0, IoError.class).failure().code(ErrorCode.class)
                        .map(ErrorCode::value)))
                .build();
    }

    static HostResources resources(HostCall call) {
        return call.part(HostResources.class);
    }

    static WitValue some(Optional<? extends WitValue> value) {
        return new WitValue.Option(value.map(WitValue.class::cast));
    }

    static WitValue someString(Optional<String> value) {
        return some(value.map(WitValue.Str::new));
    }

    /// {@return `ok` or `err`, both without a payload}
    static WitValue okIf(boolean holds) {
        return holds ? WitValue.Result.ok() : WitValue.Result.error();
    }

    /// {@return `ok` with the resource, else `err` without a payload}
    static WitValue okHandle(Optional<? extends HostResource> resource) {
        return resource.map(each -> WitValue.Result.ok(each.handle())).orElseGet(WitValue.Result::error);
    }

    /// {@return `err` with the error, else `ok` without a payload}
    static WitValue errorOr(Optional<ErrorCode> error) {
        return error.map(code -> WitValue.Result.error(code.value())).orElseGet(WitValue.Result::ok);
    }

    private static ResourceType.Host resource(String name) {
        return new ResourceType.Host(NAME, name);
    }
}
