package dev.wassette.signature.sigstore;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// The public half of a key that signatures are checked with: ECDSA on P-256 or P-384, Ed25519, or RSA with PKCS #1 v1.5.
/// Which algorithm is used follows from the key alone; no signature can choose one.
final class VerifyingKey {
    private static final String EC = "2a8648ce3d0201";
    private static final String P256 = "2a8648ce3d030107";
    private static final String P384 = "2b81040022";
    private static final String ED25519 = "2b6570";
    private static final String RSA = "2a864886f70d010101";
    private static final int LEAST_RSA_BITS = 2_048;
    /// What stands before a SHA-256 digest in a signature of PKCS #1 (RFC 8017, section 9.2).
    private static final byte[] DIGEST_INFO = HexFormat.of().parseHex("3031300d060960864801650304020105000420");
    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";

    private enum Kind { P256, P384, ED25519, RSA }

    private final Kind kind;
    private final PublicKey key;

    private VerifyingKey(Kind kind, PublicKey key) {
        this.kind = kind;
        this.key = key;
    }

    /// Reads a file that holds one key.
    ///
    /// @param name for complaints
    static VerifyingKey ofPem(String pem, String name) throws Unverified {
        String text = pem.strip();
        if (!text.startsWith(BEGIN) || !text.endsWith(END) || text.length() > SigstoreLimits.MAX_CERTIFICATE_BYTES) {
            throw new Unverified(name + " is no public key as PEM: it must begin with " + BEGIN);
        }
        String base64 = text.substring(BEGIN.length(), text.length() - END.length()).replaceAll("\\s", "");
        return ofSpki(Json.decode(base64, name, SigstoreLimits.MAX_CERTIFICATE_BYTES), name);
    }

    /// Reads a SubjectPublicKeyInfo (RFC 5280, section 4.1).
    static VerifyingKey ofSpki(byte[] spki, String name) throws Unverified {
        if (spki.length > SigstoreLimits.MAX_CERTIFICATE_BYTES) {
            throw new Unverified(name + " is too long for a key");
        }
        List<Der> parts = Der.parse(spki, name).children(name);
        List<Der> algorithm = parts.isEmpty() ? List.of() : parts.getFirst().children(name);
        Kind kind = kind(algorithm, name);
        try {
            PublicKey key = KeyFactory.getInstance(switch (kind) {
                case P256, P384 -> "EC";
                case ED25519 -> "Ed25519";
                case RSA -> "RSA";
            }).generatePublic(new X509EncodedKeySpec(spki));
            if (!Arrays.equals(key.getEncoded(), spki) || !isOfUsualSize(key)) {
                throw new Unverified(name + " is a key of an unusual form or size");
            }
            return new VerifyingKey(kind, key);
        } catch (GeneralSecurityException | RuntimeException _) {
            throw new Unverified(name + " is no valid key");
        }
    }

    private static Kind kind(List<Der> algorithm, String name) throws Unverified {
        boolean isCurve = algorithm.size() == 2 && algorithm.get(0).isObject(EC);
        if (isCurve && algorithm.get(1).isObject(P256)) {
            return Kind.P256;
        }
        if (isCurve && algorithm.get(1).isObject(P384)) {
            return Kind.P384;
        }
        if (!algorithm.isEmpty() && algorithm.get(0).isObject(ED25519)) {
            return Kind.ED25519;
        }
        if (!algorithm.isEmpty() && algorithm.get(0).isObject(RSA)) {
            return Kind.RSA;
        }
        throw new Unverified(name + " is a key of another kind than ECDSA on P-256 or P-384, Ed25519 and RSA");
    }

    private static boolean isOfUsualSize(PublicKey key) {
        return !(key instanceof RSAPublicKey rsa) || rsa.getModulus().bitLength() >= LEAST_RSA_BITS
                && rsa.getModulus().bitLength() <= SigstoreLimits.MAX_RSA_BITS
                && rsa.getPublicExponent().bitLength() <= SigstoreLimits.MAX_RSA_EXPONENT_BITS;
    }

    /// {@return whether the private half made this signature of a message}
    boolean verifies(byte[] message, byte[] signature) {
        return switch (kind) {
            case P256 -> verifies("SHA256withECDSA", message, signature);
            case P384 -> verifies("SHA384withECDSA", message, signature) || verifies("SHA256withECDSA", message, signature);
            case ED25519 -> verifies("Ed25519", message, signature);
            case RSA -> verifies("SHA256withRSA", message, signature);
        };
    }

    /// {@return whether the private half made this signature of a message of which only the SHA-256 digest is known}
    ///
    /// @throws Unverified for keys that sign the message itself
    boolean verifiesDigest(byte[] digest, byte[] signature) throws Unverified {
        return switch (kind) {
            case P256, P384 -> verifies("NONEwithECDSA", digest, signature);
            case RSA -> {
                var info = new ByteArrayOutputStream();
                info.writeBytes(DIGEST_INFO);
                info.writeBytes(digest);
                yield verifies("NONEwithRSA", info.toByteArray(), signature);
            }
            case ED25519 -> throw new Unverified("a signature of Ed25519 is about the manifest itself, of which a bundle has "
                    + "only the digest; sign in the form of a statement (DSSE)");
        };
    }

    private boolean verifies(String algorithm, byte[] message, byte[] signature) {
        if (signature.length > SigstoreLimits.MAX_SIGNATURE_BYTES) {
            return false;
        }
        try {
            Signature check = Signature.getInstance(algorithm);
            check.initVerify(key);
            check.update(message);
            return check.verify(signature);
        } catch (GeneralSecurityException | ProviderException _) {
            return false; // bytes that are no signature of this kind
        }
    }
}
