package dev.wassette.wasi.http.types;

import dev.wassette.domain.wit.WitValue;
import java.util.Optional;

/// `wasi:http/types.incoming-request`. There is none: a tool is called as a function, not by a request. The functions
/// are here because a component that only sends requests may import them all the same.
interface IncomingRequest {
    WitValue method();

    Optional<String> pathWithQuery();

    Optional<WitValue> scheme();

    Optional<String> authority();

    Fields headers();

    Optional<IncomingBody> consume();
}
