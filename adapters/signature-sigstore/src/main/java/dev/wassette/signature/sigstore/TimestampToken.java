package dev.wassette.signature.sigstore;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The answer of a timestamp authority (RFC 3161, section 2.4.2): what it says of a signature, signed by CMS (RFC 5652).
/// Nothing of it is checked yet but its form.
///
/// @param info what the authority says, as it has signed it
/// @param imprint of the signature that it has seen
/// @param time when
/// @param certificates that came with it
/// @param attributes the signed ones, as a set
record TimestampToken(byte[] info, Hashed imprint, Instant time, List<X509Certificate> certificates, Der attributes,
        Der digestAlgorithm, byte[] signature) {
    private static final String WHAT = "its timestamp";
    private static final String SIGNED_DATA = "2a864886f70d010702";
    static final String TIMESTAMP_INFO = "2a864886f70d0109100104";
    private static final int INTEGER = 0x02;
    private static final int SET = 0x31;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int CONTEXT_0 = 0xa0;
    private static final int CONTEXT_1 = 0xa1;
    private static final int CONTEXT_0_PRIMITIVE = 0x80;
    private static final Pattern TIME = Pattern.compile("(\\d{14})(?:\\.(\\d{1,9}))?Z");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

    TimestampToken {
        certificates = List.copyOf(certificates);
    }

    /// A digest and what made it.
    ///
    /// @param algorithm an AlgorithmIdentifier
    record Hashed(Der algorithm, byte[] digest) {}

    static TimestampToken parse(byte[] response) throws Unverified {
        DerParts parts = DerParts.of(sequence(Der.parse(response, WHAT)), WHAT);
        requireGranted(parts.next(Der.SEQUENCE));
        return content(parts.next(Der.SEQUENCE));
    }

    private static Der sequence(Der value) throws Unverified {
        if (value.tag() != Der.SEQUENCE) {
            throw new Unverified(WHAT + " is not of the form that it should have");
        }
        return value;
    }

    private static void requireGranted(Der status) throws Unverified {
        byte[] number = DerParts.of(status, WHAT).next(INTEGER).content();
        if (number.length != 1 || number[0] != 0 && number[0] != 1) {
            throw new Unverified(WHAT + " was not granted by its authority");
        }
    }

    private static TimestampToken content(Der contentInfo) throws Unverified {
        DerParts outer = DerParts.of(contentInfo, WHAT);
        require(outer.next(Der.OBJECT_IDENTIFIER).isObject(SIGNED_DATA));
        DerParts parts = DerParts.of(DerParts.of(outer.next(CONTEXT_0), WHAT).next(Der.SEQUENCE), WHAT);
        parts.next(INTEGER);
        parts.next(SET);
        DerParts encapsulated = DerParts.of(parts.next(Der.SEQUENCE), WHAT);
        require(encapsulated.next(Der.OBJECT_IDENTIFIER).isObject(TIMESTAMP_INFO));
        byte[] info = DerParts.of(encapsulated.next(CONTEXT_0), WHAT).next(Der.OCTET_STRING).content();
        List<X509Certificate> certificates = certificates(parts.find(CONTEXT_0));
        parts.find(CONTEXT_1);
        DerParts signers = DerParts.of(parts.next(SET), WHAT);
        Der signer = signers.next(Der.SEQUENCE);
        require(signers.take().isEmpty());
        return signed(info, certificates, signer);
    }

    private static List<X509Certificate> certificates(Optional<Der> set) throws Unverified {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Der each : set.isEmpty() ? List.<Der>of() : set.get().children(WHAT)) {
            if (certificates.size() == SigstoreLimits.MAX_CERTIFICATES) {
                throw new Unverified(WHAT + " has more than " + SigstoreLimits.MAX_CERTIFICATES + " certificates");
            }
            certificates.add(Certificates.ofDer(each.encoded(), "a certificate of " + WHAT));
        }
        return certificates;
    }

    private static TimestampToken signed(byte[] info, List<X509Certificate> certificates, Der signer) throws Unverified {
        DerParts parts = DerParts.of(signer, WHAT);
        parts.next(INTEGER);
        // Who it is says the attribute that binds the certificate; this names it a second time.
        if (parts.find(CONTEXT_0_PRIMITIVE).isEmpty()) {
            parts.next(Der.SEQUENCE);
        }
        Der digestAlgorithm = parts.next(Der.SEQUENCE);
        Der attributes = new Der(SET, parts.next(CONTEXT_0).content());
        parts.next(Der.SEQUENCE);
        byte[] signature = parts.next(Der.OCTET_STRING).content();
        DerParts says = DerParts.of(sequence(Der.parse(info, WHAT)), WHAT);
        require(new BigInteger(1, says.next(INTEGER).content()).equals(BigInteger.ONE));
        says.next(Der.OBJECT_IDENTIFIER);
        Hashed imprint = imprint(says.next(Der.SEQUENCE));
        says.next(INTEGER);
        return new TimestampToken(info, imprint, time(says.next(GENERALIZED_TIME)), certificates, attributes,
                digestAlgorithm, signature);
    }

    private static Hashed imprint(Der imprint) throws Unverified {
        DerParts parts = DerParts.of(imprint, WHAT);
        return new Hashed(parts.next(Der.SEQUENCE), parts.next(Der.OCTET_STRING).content());
    }

    private static Instant time(Der time) throws Unverified {
        Matcher text = TIME.matcher(new String(time.content(), StandardCharsets.ISO_8859_1));
        try {
            if (text.matches()) {
                String fraction = text.group(2) == null ? "" : text.group(2);
                return LocalDateTime.parse(text.group(1), SECONDS).toInstant(ZoneOffset.UTC)
                        .plusNanos(Long.parseLong((fraction + "000000000").substring(0, 9)));
            }
        } catch (DateTimeException _) {
            // refused below
        }
        throw new Unverified("the time of " + WHAT + " is none");
    }

    private static void require(boolean isSo) throws Unverified {
        if (!isSo) {
            throw new Unverified(WHAT + " is not of the form that it should have");
        }
    }

    /// {@return the one value of a signed attribute; empty when there is none}
    ///
    /// @param identifier in hexadecimal digits
    Optional<Der> attribute(String identifier) throws Unverified {
        Optional<Der> found = Optional.empty();
        for (Der each : attributes.children(WHAT)) {
            DerParts parts = DerParts.of(each, WHAT);
            if (parts.next(Der.OBJECT_IDENTIFIER).isObject(identifier)) {
                List<Der> values = parts.next(SET).children(WHAT);
                require(found.isEmpty() && values.size() == 1);
                found = Optional.of(values.getFirst());
            }
        }
        return found;
    }
}
