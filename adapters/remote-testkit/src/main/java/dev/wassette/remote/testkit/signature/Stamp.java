package dev.wassette.remote.testkit.signature;

import static dev.wassette.remote.testkit.signature.DerText.identifier;
import static dev.wassette.remote.testkit.signature.DerText.integer;
import static dev.wassette.remote.testkit.signature.DerText.join;
import static dev.wassette.remote.testkit.signature.DerText.octets;
import static dev.wassette.remote.testkit.signature.DerText.sequence;
import static dev.wassette.remote.testkit.signature.DerText.set;
import static dev.wassette.remote.testkit.signature.DerText.shortTime;
import static dev.wassette.remote.testkit.signature.DerText.time;
import static dev.wassette.remote.testkit.signature.DerText.value;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/// How a timestamp of RFC 3161 is made: as it should be, unless a forger changes something.
public final class Stamp {
    public static final String SHA256 = "2.16.840.1.101.3.4.2.1";
    public static final String TIMESTAMP_INFO = "1.2.840.113549.1.9.16.1.4";

    public Instant time = Instant.parse("2026-03-01T12:00:06Z");
    public UnaryOperator<byte[]> statedTime = der -> der;
    public UnaryOperator<byte[]> seen = signature -> signature;
    /// SHA-256, or another digest algorithm that [#digestName] is the Java name of.
    public String digest = SHA256;
    public String digestName = "SHA-256";
    public int status;
    public String contentType = TIMESTAMP_INFO;
    public String attributeType = TIMESTAMP_INFO;
    public UnaryOperator<byte[]> afterDigest = info -> info;
    public UnaryOperator<byte[]> afterSigning = attributes -> attributes;
    public byte[] certificate;
    public byte[] named;
    public boolean namesCertificate = true;
    public boolean sendsCertificate;
    public int signers = 1;
    public PrivateKey key;
    public UnaryOperator<byte[]> response = der -> der;

    /// @param workshop whose authority it is of
    public Stamp(Workshop workshop) {
        this.certificate = workshop.stamperCertificate;
        this.named = workshop.stamperCertificate;
        this.key = workshop.stamper.getPrivate();
    }

    private byte[] algorithm() {
        return sequence(identifier(digest), value(0x05, new byte[0]));
    }

    private byte[] digest(byte[] message) {
        try {
            return MessageDigest.getInstance(digestName).digest(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] info(byte[] signature) {
        return sequence(integer(1), identifier("1.3.6.1.4.1.57264.2"),
                sequence(algorithm(), octets(digest(seen.apply(signature)))), integer(4711), statedTime.apply(time(time)),
                sequence(integer(1)), integer(99));
    }

    private static byte[] attribute(String type, byte[] content) {
        return sequence(identifier(type), set(content));
    }

    private byte[] attributes(byte[] info) {
        byte[] hash = digest(named);
        byte[] certificateHash = digest.equals(SHA256) ? sequence(octets(hash)) : sequence(algorithm(), octets(hash));
        return join(attribute("1.2.840.113549.1.9.3", identifier(attributeType)),
                attribute("1.2.840.113549.1.9.5", shortTime(time)),
                attribute("1.2.840.113549.1.9.4", octets(digest(info))),
                namesCertificate ? attribute("1.2.840.113549.1.9.16.2.47", sequence(sequence(certificateHash))) : new byte[0]);
    }

    private byte[] signer(byte[] info) {
        byte[] attributes = attributes(info);
        byte[] signature = Workshop.ecdsa(key, value(0x31, attributes));
        return sequence(integer(1), sequence(Workshop.name("stamps"), integer(7)), algorithm(),
                value(0xa0, afterSigning.apply(attributes)), sequence(identifier("1.2.840.10045.4.3.2")), octets(signature));
    }

    /// {@return what an authority answers who is asked about a signature}
    public byte[] response(byte[] signature) {
        byte[] info = info(signature);
        byte[][] all = new byte[signers][];
        Arrays.fill(all, signer(info));
        byte[] signed = sequence(integer(3), set(algorithm()),
                sequence(identifier(contentType), value(0xa0, octets(afterDigest.apply(info)))),
                sendsCertificate ? value(0xa0, certificate) : new byte[0], set(all));
        return response.apply(sequence(sequence(integer(status)),
                sequence(identifier("1.2.840.113549.1.7.2"), value(0xa0, signed))));
    }
}
