package dev.wassette.remote.testkit.signature;

import static dev.wassette.remote.testkit.signature.DerText.bits;
import static dev.wassette.remote.testkit.signature.DerText.identifier;
import static dev.wassette.remote.testkit.signature.DerText.integer;
import static dev.wassette.remote.testkit.signature.DerText.join;
import static dev.wassette.remote.testkit.signature.DerText.octets;
import static dev.wassette.remote.testkit.signature.DerText.sequence;
import static dev.wassette.remote.testkit.signature.DerText.set;
import static dev.wassette.remote.testkit.signature.DerText.shortTime;
import static dev.wassette.remote.testkit.signature.DerText.utf8;
import static dev.wassette.remote.testkit.signature.DerText.value;
import static dev.wassette.remote.testkit.signature.DerText.yes;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// A certificate authority, a log of certificates and a log of signatures, all our own.
public final class Workshop {
    public static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");
    public static final Instant END = Instant.parse("2035-01-01T00:00:00Z");
    private static final String ECDSA_SHA256 = "1.2.840.10045.4.3.2";

    public final KeyPair root = ec("secp384r1");
    public final KeyPair intermediate = ec("secp256r1");
    public final KeyPair certificateLog = ec("secp256r1");
    public final KeyPair log = ec("secp256r1");
    public final byte[] rootCertificate = authority("root", "root", root.getPublic(), root.getPrivate(), BEGIN, END);
    public final byte[] intermediateCertificate =
            authority("intermediate", "root", intermediate.getPublic(), root.getPrivate(), BEGIN, END);

    /// An authority for timestamps.
    public final KeyPair stampRoot = ec("secp384r1");
    public final KeyPair stamper = ec("secp384r1");
    public final byte[] stampRootCertificate =
            authority("stamps", "stamps", stampRoot.getPublic(), stampRoot.getPrivate(), BEGIN, END);
    public final byte[] stamperCertificate = stamper(stampRoot.getPrivate(), true, "1.3.6.1.5.5.7.3.8", BEGIN, END);
    /// A log of the kind Rekor 2, whose name is not the digest of its key.
    public final KeyPair log2 = pair("Ed25519", 0);
    public final byte[] log2Name = sha256(log2.getPublic().getEncoded(), new byte[1]);

    /// All keys are new.
    public Workshop() {}

    public static KeyPair ec(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static KeyPair pair(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (bits > 0) {
                generator.initialize(bits);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] sign(String algorithm, PrivateKey key, byte[] message) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] ecdsa(PrivateKey key, byte[] message) {
        return sign("SHA256withECDSA", key, message);
    }

    public static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END " + label + "-----\n";
    }

    public static String publicPem(KeyPair keys) {
        return pem("PUBLIC KEY", keys.getPublic().getEncoded());
    }

    public static byte[] name(String common) {
        return common.isEmpty() ? sequence() : sequence(set(sequence(identifier("2.5.4.3"), utf8(common))));
    }

    public static byte[] extension(String identifier, boolean isCritical, byte[] content) {
        return isCritical ? sequence(identifier(identifier), yes(), octets(content))
                : sequence(identifier(identifier), octets(content));
    }

    public static byte[] authority(String subject, String issuer, PublicKey key, PrivateKey signer, Instant begin, Instant end) {
        byte[] extensions = sequence(
                extension("2.5.29.19", true, sequence(yes())),
                extension("2.5.29.15", true, value(0x03, new byte[] {1, 0x06})));
        return certificate(tbs(7, issuer, subject, key, begin, end, extensions), signer);
    }

    /// {@return a certificate for timestamps with the key of this workshop}
    public byte[] stamper(PrivateKey signer, boolean isCritical, String usage, Instant begin, Instant end) {
        byte[] extensions = sequence(
                extension("2.5.29.15", true, value(0x03, new byte[] {7, (byte) 0x80})),
                extension("2.5.29.37", isCritical, sequence(identifier(usage))));
        return certificate(tbs(8, "stamps", "stamper", stamper.getPublic(), begin, end, extensions), signer);
    }

    public static byte[] tbs(long serial, String issuer, String subject, PublicKey key, Instant begin, Instant end,
            byte[] extensions) {
        return sequence(value(0xa0, integer(2)), integer(serial), sequence(identifier(ECDSA_SHA256)), name(issuer),
                sequence(shortTime(begin), shortTime(end)), name(subject), key.getEncoded(), value(0xa3, extensions));
    }

    public static byte[] certificate(byte[] tbs, PrivateKey signer) {
        return sequence(tbs, sequence(identifier(ECDSA_SHA256)), bits(ecdsa(signer, tbs)));
    }

    /// A list with one signed timestamp of a log of certificates.
    public static byte[] timestamps(KeyPair log, byte[] precertificate, PublicKey issuer, Instant when, int version) {
        byte[] head = ByteBuffer.allocate(12).put((byte) 0).put((byte) 0).putLong(when.toEpochMilli()).putShort((short) 1)
                .array();
        byte[] length = {(byte) (precertificate.length >>> 16), (byte) (precertificate.length >>> 8),
            (byte) precertificate.length};
        byte[] signature = ecdsa(log.getPrivate(),
                join(head, sha256(issuer.getEncoded()), length, precertificate, new byte[2]));
        byte[] one = join(new byte[] {(byte) version}, sha256(log.getPublic().getEncoded()),
                ByteBuffer.allocate(8).putLong(when.toEpochMilli()).array(), new byte[2], new byte[] {4, 3},
                two(signature.length), signature);
        return octets(join(two(one.length + 2), two(one.length), one));
    }

    private static byte[] two(int length) {
        return new byte[] {(byte) (length >>> 8), (byte) length};
    }

    /// {@return a trusted root that names both logs of signatures, and the authority for timestamps}
    public String trustedRoot(boolean hasCertificateLog) {
        return trustedRoot(logs(BEGIN), hasCertificateLog, timestampAuthority(BEGIN, END));
    }

    /// {@return a trusted root whose logs of signatures count from some time on}
    public String trustedRootWithLogsFrom(Instant begin) {
        return trustedRoot(logs(begin), true, timestampAuthority(BEGIN, END));
    }

    /// {@return a trusted root that names no log of signatures}
    public String trustedRootWithoutLogs() {
        return trustedRoot("", true, timestampAuthority(BEGIN, END));
    }

    /// {@return a trusted root that names authorities for timestamps, or none}
    ///
    /// @param timestamps as [#timestampAuthority] writes them
    public String trustedRootWithTimestamps(String timestamps) {
        return trustedRoot(logs(BEGIN), true, timestamps);
    }

    private String logs(Instant begin) {
        return logJson(log, sha256(log.getPublic().getEncoded()), begin) + ", " + logJson(log2, log2Name, begin);
    }

    /// {@return an authority for timestamps as trusted roots name it}
    public String timestampAuthority(Instant begin, Instant end) {
        return """
                {"certChain": {"certificates": [{"rawBytes": "%s"}, {"rawBytes": "%s"}]},
                  "validFor": {"start": "%s", "end": "%s"}}""".formatted(base64(stamperCertificate),
                base64(stampRootCertificate), begin, end);
    }

    private String trustedRoot(String logs, boolean hasCertificateLog, String timestamps) {
        return """
                {"mediaType": "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
                 "tlogs": [%s],
                 "certificateAuthorities": [{"subject": {"commonName": "test"}, "uri": "https://fulcio.example",
                   "certChain": {"certificates": [{"rawBytes": "%s"}, {"rawBytes": "%s"}]},
                   "validFor": {"start": "%s", "end": "%s"}}],
                 "ctlogs": [%s],
                 "timestampAuthorities": [%s]}
                """.formatted(logs, base64(intermediateCertificate), base64(rootCertificate), BEGIN, END,
                hasCertificateLog ? logJson(certificateLog, sha256(certificateLog.getPublic().getEncoded()), BEGIN) : "", timestamps);
    }

    private static String logJson(KeyPair keys, byte[] name, Instant begin) {
        return """
                {"baseUrl": "https://log.example", "hashAlgorithm": "SHA2_256", "publicKey": {"rawBytes": "%s",
                  "keyDetails": "PKIX_ECDSA_P256_SHA_256", "validFor": {"start": "%s", "end": "%s"}},
                  "logId": {"keyId": "%s"}}""".formatted(base64(keys.getPublic().getEncoded()), begin, END, base64(name));
    }

    public static byte[] sha256(byte[]... parts) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(DerText.join(parts));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /// Root and proof of a tree of hashes, by the definitions of RFC 9162, section 2.1.
    public static byte[] treeRoot(List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        return sha256(new byte[] {1}, treeRoot(leaves.subList(0, split)), treeRoot(leaves.subList(split, leaves.size())));
    }

    public static List<byte[]> path(int index, List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return List.of();
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        List<byte[]> left = leaves.subList(0, split);
        List<byte[]> right = leaves.subList(split, leaves.size());
        var path = new java.util.ArrayList<>(index < split ? path(index, left) : path(index - split, right));
        path.add(treeRoot(index < split ? right : left));
        return path;
    }
}
