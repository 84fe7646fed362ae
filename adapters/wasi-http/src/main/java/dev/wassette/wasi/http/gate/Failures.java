package dev.wassette.wasi.http.gate;

import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.http.message.ErrorCode;
import dev.wassette.wasi.http.message.ErrorCode.Kind;
import dev.wassette.wasi.http.message.HttpFailure;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/// Says what Java's exceptions mean in terms of `error-code`.
enum Failures {
    /// on the way to a connection
    CONNECTING,
    /// during the TLS handshake
    SECURING,
    /// afterwards
    EXCHANGING;

    private static final Pattern ALERT = Pattern.compile(".*Received fatal alert: (?<name>\\w+).*");

    /// @return the failure for the guest
    HttpFailure of(IOException cause) {
        return cause instanceof HttpFailure known ? known : new HttpFailure(code(cause), cause);
    }

    private ErrorCode code(IOException cause) {
        return switch (cause) {
            case SSLException tls -> ofTls(tls);
            case SocketTimeoutException _ -> ErrorCode.of(
                    this == EXCHANGING ? Kind.CONNECTION_READ_TIMEOUT : Kind.CONNECTION_TIMEOUT);
            case UnknownHostException _ -> ErrorCode.none(Kind.DNS_ERROR);
            case NoRouteToHostException _ -> ErrorCode.of(Kind.DESTINATION_UNAVAILABLE);
            case ConnectException connecting -> ofConnecting(connecting);
            default -> ErrorCode.of(Kind.CONNECTION_TERMINATED);
        };
    }

    private static ErrorCode ofConnecting(ConnectException cause) {
        String message = String.valueOf(cause.getMessage());
        if (message.contains("unreachable")) {
            return ErrorCode.of(Kind.DESTINATION_IP_UNROUTABLE);
        }
        return ErrorCode.of(message.contains("timed out") ? Kind.CONNECTION_TIMEOUT : Kind.CONNECTION_REFUSED);
    }

    private static ErrorCode ofTls(SSLException cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof CertificateException || each instanceof CertPathValidatorException
                    || each instanceof SSLPeerUnverifiedException) {
                return ErrorCode.of(Kind.TLS_CERTIFICATE_ERROR);
            }
            if (each instanceof EOFException) {
                return ErrorCode.of(Kind.CONNECTION_TERMINATED);
            }
        }
        Matcher alert = ALERT.matcher(String.valueOf(cause.getMessage()));
        return alert.matches() ? alert(alert.group("name")) : ErrorCode.of(Kind.TLS_PROTOCOL_ERROR);
    }

    private static ErrorCode alert(String name) {
        return new ErrorCode(Kind.TLS_ALERT_RECEIVED, Optional.of(new WitValue.Record(
                List.of(WitValue.Option.none(), WitValue.Option.some(new WitValue.Str(name))))));
    }
}
