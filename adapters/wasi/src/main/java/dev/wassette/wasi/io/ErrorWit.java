package dev.wassette.wasi.io;

import static dev.wassette.domain.wit.WitType.Primitive.STRING;

import dev.wassette.component.host.HostInterface;
import dev.wassette.domain.wit.ResourceType;
import dev.wassette.domain.wit.WitValue;

/// `wasi:io/error`.
public final class ErrorWit {
    private ErrorWit() {}

    public static final ResourceType.Host ERROR = new ResourceType.Host("wasi:io/error", "error");

    static HostInterface declare() {
        return Wasi02.wasi02("wasi:io/error")
                .resource("error", HostResource::drop)
                .method(ERROR, "to-debug-string").returns(STRING)
                .body(call -> new WitValue.Str(call.resource(0, IoError.class).failure().message()))
                .build();
    }
}
