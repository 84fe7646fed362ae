package dev.wassette.signature.sigstore;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// What a transparency log says of one signature. Nothing of it is checked yet.
///
/// @param logId SHA-256 of the log's key
/// @param index of the entry, counted over all parts of the log
/// @param time seconds since the epoch; worth something only with a promise, which covers it
/// @param promise signature of the log over body, time, log and index: the "signed entry timestamp"
/// @param body what the log keeps
record LogEntry(byte[] logId, long index, long time, Optional<byte[]> promise, Optional<Proof> proof, byte[] body) {
    private static final int HASH_BYTES = 32;

    /// That an entry is in the log.
    ///
    /// @param index of the entry in this part of the log
    /// @param checkpoint a note in which the log states size and root of this tree
    record Proof(long index, long treeSize, byte[] rootHash, List<byte[]> hashes, String checkpoint) {
        Proof {
            hashes = List.copyOf(hashes);
        }

        private static Proof of(Json json) throws Unverified {
            List<byte[]> hashes = new ArrayList<>();
            for (String hash : json.texts("hashes", SigstoreLimits.MAX_PROOF_HASHES)) {
                hashes.add(Json.decode(hash, json.path() + ".hashes", HASH_BYTES));
            }
            // Protocol Buffers leave out a number that is zero.
            return new Proof(json.has("logIndex") ? json.number("logIndex") : 0, json.number("treeSize"),
                    json.bytes("rootHash", HASH_BYTES), hashes, json.object("checkpoint").text("envelope"));
        }
    }

    /// Reads an entry of a bundle.
    static LogEntry ofBundle(Json json) throws Unverified {
        Optional<Json> promise = json.findObject("inclusionPromise");
        Optional<Json> proof = json.findObject("inclusionProof");
        return new LogEntry(json.object("logId").bytes("keyId", HASH_BYTES),
                json.has("logIndex") ? json.number("logIndex") : 0,
                json.has("integratedTime") ? json.number("integratedTime") : 0,
                promise.isEmpty() ? Optional.empty()
                        : Optional.of(promise.get().bytes("signedEntryTimestamp", SigstoreLimits.MAX_SIGNATURE_BYTES)),
                proof.isEmpty() ? Optional.empty() : Optional.of(Proof.of(proof.get())),
                json.bytes("canonicalizedBody", SigstoreLimits.MAX_BUNDLE_BYTES));
    }

    /// Reads the annotation `dev.sigstore.cosign/bundle`, which has a promise and no proof.
    static LogEntry ofAnnotation(String text) throws Unverified {
        if (text.length() > SigstoreLimits.MAX_BUNDLE_BYTES) {
            throw new Unverified("the entry of the log is too long");
        }
        Json json = Json.parse(text, "the entry of the log");
        Json payload = json.object("Payload");
        return new LogEntry(hex(payload.text("logID")), payload.number("logIndex"), payload.number("integratedTime"),
                Optional.of(json.bytes("SignedEntryTimestamp", SigstoreLimits.MAX_SIGNATURE_BYTES)), Optional.empty(),
                payload.bytes("body", SigstoreLimits.MAX_BUNDLE_BYTES));
    }

    private static byte[] hex(String text) throws Unverified {
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException _) {
            throw new Unverified("the entry of the log names the log by no hexadecimal number");
        }
    }
}
