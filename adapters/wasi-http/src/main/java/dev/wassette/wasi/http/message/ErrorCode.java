package dev.wassette.wasi.http.message;

import static dev.wassette.component.host.WitTypes.field;
import static dev.wassette.component.host.WitTypes.option;
import static dev.wassette.component.host.WitTypes.record;
import static dev.wassette.domain.wit.WitType.Primitive.STRING;
import static dev.wassette.domain.wit.WitType.Primitive.U16;
import static dev.wassette.domain.wit.WitType.Primitive.U32;
import static dev.wassette.domain.wit.WitType.Primitive.U64;
import static dev.wassette.domain.wit.WitType.Primitive.U8;

import dev.wassette.domain.wit.WitType;
import dev.wassette.domain.wit.WitValue;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/// `wasi:http/types.error-code`: why a request or a response failed.
///
/// @param payload of the type that the kind has; empty when it has none
public record ErrorCode(Kind kind, Optional<WitValue> payload) {
    public ErrorCode {
        Objects.requireNonNull(kind);
        if (payload.isPresent() != kind.payload.isPresent()) {
            throw new IllegalArgumentException(kind + " does not fit " + payload);
        }
    }

    /// The cases, in the order of the WIT.
    public enum Kind {
        DNS_TIMEOUT("DNS-timeout"),
        DNS_ERROR("DNS-error", record(field("rcode", option(STRING)), field("info-code", option(U16)))),
        DESTINATION_NOT_FOUND("destination-not-found"),
        DESTINATION_UNAVAILABLE("destination-unavailable"),
        DESTINATION_IP_PROHIBITED("destination-IP-prohibited"),
        DESTINATION_IP_UNROUTABLE("destination-IP-unroutable"),
        CONNECTION_REFUSED("connection-refused"),
        CONNECTION_TERMINATED("connection-terminated"),
        CONNECTION_TIMEOUT("connection-timeout"),
        CONNECTION_READ_TIMEOUT("connection-read-timeout"),
        CONNECTION_WRITE_TIMEOUT("connection-write-timeout"),
        CONNECTION_LIMIT_REACHED("connection-limit-reached"),
        TLS_PROTOCOL_ERROR("TLS-protocol-error"),
        TLS_CERTIFICATE_ERROR("TLS-certificate-error"),
        TLS_ALERT_RECEIVED("TLS-alert-received",
                record(field("alert-id", option(U8)), field("alert-message", option(STRING)))),
        HTTP_REQUEST_DENIED("HTTP-request-denied"),
        HTTP_REQUEST_LENGTH_REQUIRED("HTTP-request-length-required"),
        HTTP_REQUEST_BODY_SIZE("HTTP-request-body-size", option(U64)),
        HTTP_REQUEST_METHOD_INVALID("HTTP-request-method-invalid"),
        HTTP_REQUEST_URI_INVALID("HTTP-request-URI-invalid"),
        HTTP_REQUEST_URI_TOO_LONG("HTTP-request-URI-too-long"),
        HTTP_REQUEST_HEADER_SECTION_SIZE("HTTP-request-header-section-size", option(U32)),
        HTTP_REQUEST_HEADER_SIZE("HTTP-request-header-size", option(fieldSize())),
        HTTP_REQUEST_TRAILER_SECTION_SIZE("HTTP-request-trailer-section-size", option(U32)),
        HTTP_REQUEST_TRAILER_SIZE("HTTP-request-trailer-size", fieldSize()),
        HTTP_RESPONSE_INCOMPLETE("HTTP-response-incomplete"),
        HTTP_RESPONSE_HEADER_SECTION_SIZE("HTTP-response-header-section-size", option(U32)),
        HTTP_RESPONSE_HEADER_SIZE("HTTP-response-header-size", fieldSize()),
        HTTP_RESPONSE_BODY_SIZE("HTTP-response-body-size", option(U64)),
        HTTP_RESPONSE_TRAILER_SECTION_SIZE("HTTP-response-trailer-section-size", option(U32)),
        HTTP_RESPONSE_TRAILER_SIZE("HTTP-response-trailer-size", fieldSize()),
        HTTP_RESPONSE_TRANSFER_CODING("HTTP-response-transfer-coding", option(STRING)),
        HTTP_RESPONSE_CONTENT_CODING("HTTP-response-content-coding", option(STRING)),
        HTTP_RESPONSE_TIMEOUT("HTTP-response-timeout"),
        HTTP_UPGRADE_FAILED("HTTP-upgrade-failed"),
        HTTP_PROTOCOL_ERROR("HTTP-protocol-error"),
        LOOP_DETECTED("loop-detected"),
        CONFIGURATION_ERROR("configuration-error"),
        INTERNAL_ERROR("internal-error", option(STRING));

        private final String name;
        private final Optional<WitType> payload;

        Kind(String name) {
            this.name = name;
            this.payload = Optional.empty();
        }

        Kind(String name, WitType payload) {
            this.name = name;
            this.payload = Optional.of(payload);
        }

        private static WitType fieldSize() {
            return record(field("field-name", option(STRING)), field("field-size", option(U32)));
        }
    }

    public static final WitType TYPE = new WitType.VariantType(
            Arrays.stream(Kind.values()).map(kind -> new WitType.Case(kind.name, kind.payload)).toList());

    /// {@return an error of a kind without a payload}
    public static ErrorCode of(Kind kind) {
        return new ErrorCode(kind, Optional.empty());
    }

    /// {@return the error that a guest made}
    public static ErrorCode of(WitValue.Variant value) {
        return new ErrorCode(Kind.values()[value.index()], value.payload());
    }

    /// {@return `HTTP-request-body-size`}
    ///
    /// @param bytes how large the body is as far as it is known
    public static ErrorCode requestBodySize(long bytes) {
        return some(Kind.HTTP_REQUEST_BODY_SIZE, new WitValue.U64(bytes));
    }

    /// {@return `HTTP-response-body-size`}
    ///
    /// @param bytes how large the body is as far as it is known
    public static ErrorCode responseBodySize(long bytes) {
        return some(Kind.HTTP_RESPONSE_BODY_SIZE, new WitValue.U64(bytes));
    }

    /// {@return an error of a kind whose payload is an option, with `some`}
    public static ErrorCode some(Kind kind, WitValue value) {
        return new ErrorCode(kind, Optional.of(WitValue.Option.some(value)));
    }

    /// {@return an error of a kind whose payload is an option or a record of options, with `none` everywhere}
    public static ErrorCode none(Kind kind) {
        return new ErrorCode(kind, Optional.of(kind.payload.orElseThrow() instanceof WitType.RecordType record
                ? new WitValue.Record(record.fields().stream().<WitValue>map(_ -> WitValue.Option.none()).toList())
                : WitValue.Option.none()));
    }

    public WitValue value() {
        return new WitValue.Variant(kind.ordinal(), payload);
    }

    @Override
    public String toString() {
        return kind.name;
    }
}
