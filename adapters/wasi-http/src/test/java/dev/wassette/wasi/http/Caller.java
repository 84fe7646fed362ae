package dev.wassette.wasi.http;

import dev.wassette.component.host.HostCall;
import dev.wassette.component.host.HostContext;
import dev.wassette.component.host.HostInterface;
import dev.wassette.component.testkit.host.HostDriver;
import dev.wassette.domain.wit.ResourceType;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.Wasi;
import dev.wassette.wasi.http.message.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Sends requests as a guest does, through the functions of the host, without a transcript: bodies may be large.
public final class Caller {
    public static final String TYPES = "wasi:http/types";
    public static final String HANDLER = "wasi:http/outgoing-handler";
    public static final String STREAMS = "wasi:io/streams";
    public static final String POLL = "wasi:io/poll";
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

    private final HostContext context;
    private final Map<String, HostInterface> interfaces = Stream
            .concat(Wasi.interfaces().stream(), WasiHttp.interfaces().stream())
            .collect(Collectors.toMap(HostInterface::name, Function.identity()));

    /// What came back.
    ///
    /// @param trailers empty when there were none
    /// @param error why the body broke off
    public record Answer(int status, String headers, byte[] bytes, Optional<String> trailers, Optional<String> error) {
        public String body() {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    /// A request failed.
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private Refused(String code) {
            super(code);
        }
    }

    Caller(HostContext context) {
        this.context = context;
    }

    public Optional<WitValue> call(String interfaceName, String function, WitValue... arguments) {
        return interfaces.get(interfaceName).function(function).orElseThrow().body()
                .call(new HostCall(List.of(arguments), context));
    }

    public WitValue.Handle open(String interfaceName, String function, WitValue... arguments) {
        return HostDriver.handle(call(interfaceName, function, arguments).orElseThrow());
    }

    public void drop(WitValue.Handle handle) {
        var type = (ResourceType.Host) handle.resource();
        interfaces.get(type.interfaceName()).resource(type.name()).orElseThrow().drop()
                .accept(context, handle.representation());
    }

    /// {@return an `outgoing-request`}
    ///
    /// @param url split at its first `://` and the first `/` behind that
    /// @param headers names and values in turn
    public WitValue.Handle request(String method, String url, String... headers) throws Refused {
        var entries = new ArrayList<WitValue>();
        for (int i = 0; i < headers.length; i += 2) {
            entries.add(new WitValue.Tuple(List.of(new WitValue.Str(headers[i]), HostDriver.bytes(headers[i + 1]))));
        }
        var fields = (WitValue.Result) call(TYPES, "[static]fields.from-list", new WitValue.ListOf(entries)).orElseThrow();
        if (!fields.isOk()) {
            throw new Refused("header-error");
        }
        WitValue.Handle request = open(TYPES, "[constructor]outgoing-request", HostDriver.handle(fields));
        String[] parts = url.split("://", 2);
        int slash = parts[1].indexOf('/');
        String authority = slash < 0 ? parts[1] : parts[1].substring(0, slash);
        set(request, "method", METHODS.contains(method) ? new WitValue.Variant(METHODS.indexOf(method), Optional.empty())
                : new WitValue.Variant(METHODS.size(), Optional.of(new WitValue.Str(method))));
        set(request, "scheme", WitValue.Option.some(switch (parts[0]) {
            case "http" -> new WitValue.Variant(0, Optional.empty());
            case "https" -> new WitValue.Variant(1, Optional.empty());
            default -> new WitValue.Variant(2, Optional.of(new WitValue.Str(parts[0])));
        }));
        set(request, "authority", WitValue.Option.some(new WitValue.Str(authority)));
        if (slash >= 0) {
            set(request, "path-with-query", WitValue.Option.some(new WitValue.Str(parts[1].substring(slash))));
        }
        return request;
    }

    private void set(WitValue.Handle request, String part, WitValue value) throws Refused {
        var done = (WitValue.Result) call(TYPES, "[method]outgoing-request.set-" + part, request, value).orElseThrow();
        if (!done.isOk()) {
            throw new Refused("set-" + part);
        }
    }

    /// {@return a `future-incoming-response`}
    public WitValue.Handle handle(WitValue.Handle request) throws Refused {
        return handle(request, Optional.empty());
    }

    /// {@return a `future-incoming-response`}
    public WitValue.Handle handle(WitValue.Handle request, Optional<WitValue.Handle> options) throws Refused {
        var sent = (WitValue.Result) call(HANDLER, "handle", request,
                new WitValue.Option(options.map(WitValue.class::cast))).orElseThrow();
        if (!sent.isOk()) {
            throw new Refused(code(sent));
        }
        return HostDriver.handle(sent);
    }

    /// Sends a request without a body and waits for all of the response.
    public Answer send(String method, String url, String... headers) throws Refused {
        return answer(handle(request(method, url, headers)));
    }

    /// Waits for the head of the response.
    ///
    /// @return an `incoming-response`
    public WitValue.Handle response(WitValue.Handle future) throws Refused {
        WitValue.Handle pollable = open(TYPES, "[method]future-incoming-response.subscribe", future);
        call(POLL, "[method]pollable.block", pollable);
        drop(pollable);
        var got = (WitValue.Option) call(TYPES, "[method]future-incoming-response.get", future).orElseThrow();
        drop(future);
        var response = (WitValue.Result) ((WitValue.Result) got.some().orElseThrow()).payload().orElseThrow();
        if (!response.isOk()) {
            throw new Refused(code(response));
        }
        return HostDriver.handle(response);
    }

    /// Waits for all of the response.
    public Answer answer(WitValue.Handle future) throws Refused {
        WitValue.Handle response = response(future);
        int status = ((WitValue.U16) call(TYPES, "[method]incoming-response.status", response).orElseThrow()).value();
        WitValue.Handle headers = open(TYPES, "[method]incoming-response.headers", response);
        String fields = fields(headers);
        drop(headers);
        WitValue.Handle body = open(TYPES, "[method]incoming-response.consume", response);
        WitValue.Handle stream = open(TYPES, "[method]incoming-body.stream", body);
        var bytes = new ByteArrayOutputStream();
        Optional<String> error = readAll(stream, bytes);
        drop(stream);
        WitValue.Handle trailers = open(TYPES, "[static]incoming-body.finish", body);
        drop(response);
        Optional<String> last = trailers(trailers);
        drop(trailers);
        return new Answer(status, fields, bytes.toByteArray(), last, error);
    }

    private Optional<String> readAll(WitValue.Handle stream, ByteArrayOutputStream bytes) {
        while (true) {
            var read = (WitValue.Result) call(STREAMS, "[method]input-stream.blocking-read", stream,
                    HostDriver.u64(1 << 20)).orElseThrow();
            if (!read.isOk()) {
                return ioError((WitValue.Variant) read.payload().orElseThrow());
            }
            bytes.writeBytes(((WitValue.Bytes) read.payload().orElseThrow()).bytes());
        }
    }

    private Optional<String> ioError(WitValue.Variant streamError) {
        return streamError.payload().map(error -> {
            var code = (WitValue.Option) call(TYPES, "http-error-code", (WitValue.Handle) error).orElseThrow();
            drop((WitValue.Handle) error);
            return ErrorCode.of((WitValue.Variant) code.some().orElseThrow()).toString();
        });
    }

    /// Writes without waiting for room.
    ///
    /// @return whether the stream is still open
    public boolean tryWrite(WitValue.Handle stream, String text) {
        return ((WitValue.Result) call(STREAMS, "[method]output-stream.check-write", stream).orElseThrow()).isOk()
                && ((WitValue.Result) call(STREAMS, "[method]output-stream.write", stream, HostDriver.bytes(text))
                        .orElseThrow()).isOk();
    }

    /// {@return what `check-write` permits}
    public long permit(WitValue.Handle stream) {
        var permit = (WitValue.Result) call(STREAMS, "[method]output-stream.check-write", stream).orElseThrow();
        return ((WitValue.U64) permit.payload().orElseThrow()).bits();
    }

    /// Waits for the end of the body.
    ///
    /// @return the trailers, or the error of the body
    public Optional<String> trailers(WitValue.Handle future) {
        WitValue.Handle pollable = open(TYPES, "[method]future-trailers.subscribe", future);
        call(POLL, "[method]pollable.block", pollable);
        drop(pollable);
        var got = (WitValue.Option) call(TYPES, "[method]future-trailers.get", future).orElseThrow();
        var outcome = (WitValue.Result) ((WitValue.Result) got.some().orElseThrow()).payload().orElseThrow();
        return outcome.isOk() ? ((WitValue.Option) outcome.payload().orElseThrow()).some().map(fields -> {
            String text = fields((WitValue.Handle) fields);
            drop((WitValue.Handle) fields);
            return text;
        }) : Optional.of(code(outcome));
    }

    private String fields(WitValue.Handle fields) {
        var entries = (WitValue.ListOf) call(TYPES, "[method]fields.entries", fields).orElseThrow();
        return entries.elements().stream().map(entry -> ((WitValue.Tuple) entry).elements())
                .map(parts -> ((WitValue.Str) parts.get(0)).value() + ": "
                        + new String(((WitValue.Bytes) parts.get(1)).bytes(), StandardCharsets.ISO_8859_1))
                .collect(Collectors.joining("\n"));
    }

    private static String code(WitValue.Result error) {
        return ErrorCode.of((WitValue.Variant) error.payload().orElseThrow()).toString();
    }

    /// {@return the error of a result, as its name}
    public static Optional<String> error(WitValue result) {
        var value = (WitValue.Result) result;
        return value.isOk() ? Optional.empty() : Optional.of(code(value));
    }
}
