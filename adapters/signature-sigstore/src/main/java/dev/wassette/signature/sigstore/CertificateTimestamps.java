package dev.wassette.signature.sigstore;

import dev.wassette.signature.sigstore.TrustedRoot.Log;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Checks that a certificate has been given to a log of certificates before it was issued: the signed certificate
/// timestamps in it (RFC 6962, section 3). So an authority cannot issue one that its watchers never see.
final class CertificateTimestamps {
    private static final String EXTENSION = "1.3.6.1.4.1.11129.2.4.2";
    private static final String EXTENSION_HEX = "2b06010401d679020402";
    /// The context tag of the extensions in a certificate.
    private static final int EXTENSIONS = 0xa3;
    private static final int VERSION_1 = 0;
    private static final int CERTIFICATE_TIMESTAMP = 0;
    private static final int PRECERTIFICATE = 1;

    private CertificateTimestamps() {}

    /// One timestamp, as TLS writes it.
    ///
    /// @param algorithm hash and signature; the key of the log decides what is used
    private record Timestamp(int version, byte[] log, long millis, byte[] extensions, int algorithm, byte[] signature) {}

    /// Checks that one of the logs has signed one of the timestamps. Where no logs are named, nothing is asked for.
    ///
    /// @param issuer of the certificate
    static void verify(X509Certificate certificate, X509Certificate issuer, List<Log> logs) throws Unverified {
        if (logs.isEmpty()) {
            return;
        }
        byte[] extension = certificate.getExtensionValue(EXTENSION);
        if (extension == null) {
            throw new Unverified("its certificate was in no log of certificates");
        }
        byte[] precertificate = precertificate(certificate);
        byte[] issuerKey = Sha256.of(issuer.getPublicKey().getEncoded());
        for (Timestamp each : timestamps(extension)) {
            if (isSigned(each, signed(each, issuerKey, precertificate), logs)) {
                return;
            }
        }
        throw new Unverified("no log of certificates that the trusted root names has signed that its certificate was there");
    }

    private static boolean isSigned(Timestamp timestamp, byte[] message, List<Log> logs) {
        return timestamp.version() == VERSION_1 && logs.stream()
                .filter(log -> Arrays.equals(log.id(), timestamp.log()))
                .filter(log -> log.validity().contains(Instant.ofEpochMilli(timestamp.millis())))
                .anyMatch(log -> log.key().verifies(message, timestamp.signature()));
    }

    private static List<Timestamp> timestamps(byte[] extension) throws Unverified {
        String what = "the list of timestamps in its certificate";
        byte[] list = Der.parse(Der.parse(extension, what).content(), what).content();
        List<Timestamp> timestamps = new ArrayList<>();
        try {
            ByteBuffer all = ByteBuffer.wrap(list);
            ByteBuffer each = ByteBuffer.wrap(opaque(all));
            while (each.hasRemaining() && timestamps.size() < SigstoreLimits.MAX_CERTIFICATE_TIMESTAMPS) {
                timestamps.add(timestamp(ByteBuffer.wrap(opaque(each))));
            }
            return timestamps;
        } catch (BufferUnderflowException _) {
            throw new Unverified(what + " ends too early");
        }
    }

    private static Timestamp timestamp(ByteBuffer in) {
        int version = in.get();
        byte[] log = new byte[32];
        in.get(log);
        return new Timestamp(version, log, in.getLong(), opaque(in), in.getShort(), opaque(in));
    }

    /// {@return the bytes that a length of two bytes stands before}
    private static byte[] opaque(ByteBuffer in) {
        int length = in.getShort() & 0xffff;
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    /// What a log signs of a certificate before it is issued.
    private static byte[] signed(Timestamp timestamp, byte[] issuerKey, byte[] precertificate) {
        ByteBuffer head = ByteBuffer.allocate(2 + Long.BYTES + 2);
        head.put((byte) VERSION_1).put((byte) CERTIFICATE_TIMESTAMP).putLong(timestamp.millis())
                .putShort((short) PRECERTIFICATE);
        var out = new ByteArrayOutputStream();
        out.writeBytes(head.array());
        out.writeBytes(issuerKey);
        out.write(precertificate.length >>> 16);
        out.write(precertificate.length >>> 8);
        out.write(precertificate.length);
        out.writeBytes(precertificate);
        out.write(timestamp.extensions().length >>> 8);
        out.write(timestamp.extensions().length);
        out.writeBytes(timestamp.extensions());
        return out.toByteArray();
    }

    /// {@return the signed part of a certificate as it was before the timestamps came into it}
    private static byte[] precertificate(X509Certificate certificate) throws Unverified {
        String what = "the signed part of its certificate";
        try {
            List<Der> parts = new ArrayList<>();
            for (Der part : Der.parse(certificate.getTBSCertificate(), what).children(what)) {
                parts.add(part.tag() == EXTENSIONS ? withoutTimestamps(part, what) : part);
            }
            return Der.of(Der.SEQUENCE, parts).encoded();
        } catch (CertificateEncodingException _) {
            throw new Unverified(what + " cannot be read");
        }
    }

    private static Der withoutTimestamps(Der extensions, String what) throws Unverified {
        List<Der> kept = new ArrayList<>();
        for (Der extension : Der.parse(extensions.content(), what).children(what)) {
            List<Der> parts = extension.children(what);
            if (parts.isEmpty() || !parts.getFirst().isObject(EXTENSION_HEX)) {
                kept.add(extension);
            }
        }
        return Der.of(EXTENSIONS, List.of(Der.of(Der.SEQUENCE, kept)));
    }
}
